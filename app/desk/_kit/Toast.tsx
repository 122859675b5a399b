"use client";

import { useEffect, useRef, useState } from "react";

/** What a page says for a moment, and the form that takes it back: where it goes, and its fields. */
export type Toast = { words: string; undo?: { href: string; fields: Record<string, string> } };

const name = "desk-toast";
/** Milliseconds that a toast stays while nobody points at it or has the focus in it. */
const stays = 10_000;

/** Says something at the foot of the page for ten seconds. */
export function showToast(toast: Toast): void {
  document.dispatchEvent(new CustomEvent(name, { detail: toast }));
}

/** Where toasts appear: one at a time, read out, and waiting while somebody is at it. */
export function Toasts() {
  const [shown, setShown] = useState<(Toast & { at: number }) | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hold = () => clearTimeout(timer.current);
  const run = () => {
    hold();
    timer.current = setTimeout(() => setShown(null), stays);
  };
  useEffect(() => {
    const show = (event: Event) => {
      setShown({ ...(event as CustomEvent<Toast>).detail, at: Date.now() });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setShown(null), stays);
    };
    document.addEventListener(name, show);
    return () => {
      document.removeEventListener(name, show);
      clearTimeout(timer.current);
    };
  }, []);
  return (
    <div aria-live="polite" className="toasts">
      {shown ? (
        <div
          key={shown.at}
          role="status"
          className="toast"
          onPointerEnter={hold}
          onPointerLeave={run}
          onFocus={hold}
          onBlur={run}
        >
          <span>{shown.words}</span>
          {shown.undo ? (
            <form action={shown.undo.href} method="post">
              {Object.entries(shown.undo.fields).map(([field, value]) => (
                <input key={field} type="hidden" name={field} value={value} />
              ))}
              <button type="submit" data-key="u">
                Undo <kbd>u</kbd>
              </button>
            </form>
          ) : null}
          <button type="button" aria-label="Close this message" onClick={() => setShown(null)}>
            Close
          </button>
        </div>
      ) : null}
    </div>
  );
}
