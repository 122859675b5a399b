"use client";

import { type FormEvent, useEffect, useState } from "react";
import { revealReasons } from "#lib/request/reveal-words.ts";
import type { Masked } from "#lib/request/views.ts";
import "./reveal.css";

/** Milliseconds for which a revealed value stays on the page. */
const stays = 60_000;

type State = { shown: string | null; busy: boolean; trouble: string | null };

/**
 * A personal value, masked, with the way to see it in full for a minute. That it was shown is written into the request's
 * history before it is. Without scripts the form leads back to the page with the value on it.
 */
export function Reveal({
  reference,
  value,
  what,
  may,
  askWhy,
  long = false,
}: {
  reference: string;
  value: Masked;
  /** What it is, in words, for who hears the button: "e-mail". */
  what: string;
  may: boolean;
  /** Whether the house wants a reason. */
  askWhy: boolean;
  /** A text of several lines. */
  long?: boolean;
}) {
  const [{ shown, busy, trouble }, set] = useState<State>({ shown: value.shown, busy: false, trouble: null });
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => set({ shown: null, busy: false, trouble: null }), stays);
    return () => clearTimeout(timer);
  }, [shown]);

  const ask = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = new URLSearchParams();
    for (const [name, text] of new FormData(form)) if (typeof text === "string") body.append(name, text);
    set({ shown: null, busy: true, trouble: null });
    set(await answerOf(form.action, body));
  };

  return (
    <div className={long ? "reveal reveal-long" : "reveal"}>
      <bdi
        className={shown === null ? "reveal-masked" : "reveal-shown"}
        dir={long ? "auto" : undefined}
        aria-live="polite"
      >
        {shown ?? value.masked}
      </bdi>{" "}
      {shown !== null ? (
        <button
          type="button"
          className="reveal-button reveal-hide"
          onClick={() => set({ shown: null, busy: false, trouble: null })}
        >
          Hide<span className="hidden-words"> the {what}</span>
        </button>
      ) : null}
      {shown === null && may && value.field !== "" ? (
        <form
          method="post"
          action={`/desk/requests/${encodeURIComponent(reference)}/reveal`}
          onSubmit={ask}
          className="reveal-form"
        >
          <input type="hidden" name="field" value={value.field} />
          {askWhy ? (
            <select name="why" required aria-label={`Why you look at the ${what}`} defaultValue="">
              <option value="" disabled>
                Why?
              </option>
              {Object.entries(revealReasons).map(([code, words]) => (
                <option key={code} value={code}>
                  {words}
                </option>
              ))}
            </select>
          ) : null}
          <button type="submit" className="reveal-button" disabled={busy}>
            Reveal<span className="hidden-words"> the {what}</span>
          </button>
        </form>
      ) : null}
      {trouble === null ? null : (
        <span className="reveal-trouble" role="alert">
          {trouble}
        </span>
      )}
    </div>
  );
}

async function answerOf(action: string, body: URLSearchParams): Promise<State> {
  const failed = (trouble: string): State => ({ shown: null, busy: false, trouble });
  try {
    const answer = await fetch(action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told: unknown = await answer.json();
    if (typeof told !== "object" || told === null) return failed("It could not be shown. Try again.");
    const { value, problem } = told as { value?: unknown; problem?: unknown };
    if (typeof value === "string") return { shown: value, busy: false, trouble: null };
    return failed(typeof problem === "string" ? problem : "It could not be shown. Try again.");
  } catch {
    return failed("It could not be shown: there is no connection, or you are signed out.");
  }
}
