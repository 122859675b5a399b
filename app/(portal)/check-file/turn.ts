import { HabeasError } from "#lib/core/errors.ts";

/** Checks at the same time, and in ten minutes, in one process: each can keep a core and a piece of the disk busy. */
const mostAtOnce = 2;
const mostInWindow = 60;
const windowMilliseconds = 10 * 60_000;

let running = 0;
let begun: number[] = [];

/**
 * Does a check when there is room for one. Nothing is remembered of who asked. Throws HabeasError `too_many` where others
 * are being checked.
 */
export async function inTurn<T>(check: () => Promise<T>): Promise<T> {
  const now = Date.now();
  begun = begun.filter((time) => time > now - windowMilliseconds);
  if (running >= mostAtOnce || begun.length >= mostInWindow)
    throw new HabeasError("too_many", "Other files are being checked.");
  begun.push(now);
  running += 1;
  try {
    return await check();
  } finally {
    running -= 1;
  }
}
