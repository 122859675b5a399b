"use client";

import { useEffect, useState } from "react";
import type { Present } from "#lib/desk/presence.ts";
import { onLive, requestHere } from "./stream.ts";

/** Milliseconds between two words to the others that somebody still types. */
const beat = 5_000;
const typed = "textarea, input:not([type]), input[type=text], input[type=search]";

/** Fields in which a reply, a reason or a redaction is written. */
function fields(): HTMLTextAreaElement[] {
  return [...document.querySelectorAll<HTMLTextAreaElement>("main form textarea[name]")];
}

/** While another one types, what is still untouched here waits; what somebody has begun is never taken from them. */
function lock(locked: boolean): void {
  for (const field of fields()) {
    if (locked && !field.readOnly && field.value === field.defaultValue) {
      field.readOnly = true;
      field.dataset.locked = "";
    } else if (!locked && field.dataset.locked !== undefined) {
      field.readOnly = false;
      delete field.dataset.locked;
    }
  }
}

function say(over: boolean): Promise<Response> | undefined {
  const reference = requestHere();
  if (reference === null) return undefined;
  return fetch("/desk/live/presence", {
    method: "POST",
    body: new URLSearchParams({ reference, ...(over ? { over: "1" } : {}) }),
  });
}

/** Who else has this request open, and who types in it: whoever comes second waits, or takes over. */
export function Presence() {
  const [there, setThere] = useState<Present[]>([]);
  useEffect(() => onLive("presence", ({ present }) => setThere(present)), []);
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const typing = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || !target.matches(typed) || !target.closest("main form")) return;
      if (performance.now() - last < beat) return;
      last = performance.now();
      say(false)?.catch(() => {});
    };
    document.addEventListener("input", typing);
    return () => document.removeEventListener("input", typing);
  }, []);
  const typing = there.filter(({ doing }) => doing === "types");
  const locked = typing.length > 0;
  useEffect(() => lock(locked), [locked]);
  const takeOver = async () => {
    await say(true)?.catch(() => {});
    fields()[0]?.focus();
  };
  return (
    <div className="presence" aria-live="polite">
      {there.map(({ name, initials, doing }) => (
        <span key={name} className={doing === "types" ? "presence-types" : undefined}>
          <span className="initials" aria-hidden="true">
            {initials}
          </span>
          {name.split(" ")[0]} {doing === "types" ? "is typing" : "looks at this"}
        </span>
      ))}
      {locked ? (
        <button type="button" className="button button-second button-small" onClick={takeOver}>
          Take over
        </button>
      ) : null}
    </div>
  );
}
