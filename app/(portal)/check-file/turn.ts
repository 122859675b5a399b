import { HabeasError } from "#lib/core/errors.ts";

/** In one process: what comes in at the same time keeps a piece of the disk, a check keeps a core busy. */
const mostArriving = 8;
const mostChecked = 2;
/** Checks begun in ten minutes. */
const mostInWindow = 60;
const windowMilliseconds = 10 * 60_000;

let arriving = 0;
let checked = 0;
/** Uploads that are there and wait for their check, the first first. */
const waiting: (() => void)[] = [];
let begun: number[] = [];

/**
 * Takes an upload in when there is room for one, until its answer. Nothing is remembered of who asked. Throws HabeasError
 * `too_many` where there is none, or so many checks were begun that there would be none for it.
 */
export async function withRoom<T>(upload: () => Promise<T>): Promise<T> {
  refuseTooMany();
  if (arriving >= mostArriving) throw tooMany();
  arriving += 1;
  try {
    return await upload();
  } finally {
    arriving -= 1;
  }
}

/**
 * Does a check of what has arrived, after those that came before it: nobody waits here for another's bytes, and no more
 * than have room. Throws HabeasError `too_many` where too many checks were begun meanwhile.
 */
export async function inTurn<T>(check: () => Promise<T>): Promise<T> {
  if (checked < mostChecked) checked += 1;
  // Whoever ends a check hands its place on.
  else await new Promise<void>((begin) => waiting.push(begin));
  try {
    refuseTooMany();
    begun.push(Date.now());
    return await check();
  } finally {
    const next = waiting.shift();
    if (next === undefined) checked -= 1;
    else next();
  }
}

function refuseTooMany(): void {
  const now = Date.now();
  begun = begun.filter((time) => time > now - windowMilliseconds);
  if (begun.length >= mostInWindow) throw tooMany();
}

const tooMany = () => new HabeasError("too_many", "Other files are being checked.");
