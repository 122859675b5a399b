"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { onLive } from "./stream.ts";

/** Seconds before the end at which somebody is asked. */
const early = 120;

type Left = { idle: number; longest: number };

/** How long is left, in words that change seldom enough to be read out. */
function words(seconds: number): string {
  if (seconds > 90) return "in 2 minutes";
  return seconds > 40 ? "in a minute" : seconds > 12 ? "in half a minute" : "in a few seconds";
}

/**
 * Says two minutes before that a session ends, and keeps it by one press. Once it has ended the page is covered: what was
 * typed stays in its fields, and is there again when the same person has signed in.
 */
export function Session({ member }: { member: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const ends = useRef({ idle: Number.POSITIVE_INFINITY, longest: Number.POSITIVE_INFINITY });
  const [left, setLeft] = useState(Number.POSITIVE_INFINITY);
  const [last, setLast] = useState(false);
  const [dismissed, setDismissed] = useState(false);

  const take = useCallback(({ idle, longest }: Left) => {
    const now = Date.now();
    ends.current = { idle: now + idle * 1000, longest: now + longest * 1000 };
    setLast(longest <= early);
    setLeft(Math.min(idle, longest));
    if (idle > early) setDismissed(false);
  }, []);
  useEffect(() => onLive("session", take), [take]);
  useEffect(() => {
    const clock = setInterval(() => {
      const until = Math.min(ends.current.idle, ends.current.longest);
      if (Number.isFinite(until)) setLeft(Math.round((until - Date.now()) / 1000));
    }, 1000);
    return () => clearInterval(clock);
  }, []);

  const over = left <= 0;
  const shown = over || (left <= early && !dismissed);
  useEffect(() => {
    if (shown && !dialog.current?.open) dialog.current?.showModal();
    if (!shown) dialog.current?.close();
  }, [shown]);

  const stay = async () => {
    const answer = await fetch("/desk/live/stay", { method: "POST", body: new URLSearchParams() }).catch(
      () => null,
    );
    if (answer?.status === 401) return setLeft(0);
    if (!answer?.ok) return;
    const now = (await answer.json()) as Left & { member: string };
    // Somebody else sits here now: what is on this page is not theirs.
    if (now.member !== member) return location.assign("/desk");
    take(now);
    document.dispatchEvent(new Event("visibilitychange"));
  };

  return (
    <dialog
      ref={dialog}
      className={over ? "session session-over" : "session"}
      aria-labelledby="session-title"
      onCancel={(event) => {
        if (over) event.preventDefault();
        else setDismissed(true);
      }}
    >
      <h2 id="session-title">{over ? "You are signed out" : `You will be signed out ${words(left)}`}</h2>
      {over ? (
        <p>
          What you typed is still here, covered until you are back. Sign in again in a new tab, then come back
          to this one.
        </p>
      ) : (
        <p>
          {last
            ? "Eight hours at the desk are over. Send what you are writing, then sign in again."
            : "Nobody has done anything here for a while. What you typed stays."}
        </p>
      )}
      <div className="session-acts">
        {over ? (
          <a href="/desk/sign-in" target="_blank" rel="noreferrer" className="button">
            Sign in again
          </a>
        ) : null}
        {over || !last ? (
          <button type="button" className={over ? "button button-second" : "button"} onClick={stay}>
            {over ? "I am signed in again" : "Stay signed in"}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => setDismissed(true)}>
            Go on
          </button>
        )}
      </div>
    </dialog>
  );
}
