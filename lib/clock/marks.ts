import { addDays, type Day, daysBetween } from "#lib/core/day.ts";

/**
 * What is raised about a clock, in the order of raising. half, three_quarters, nine_tenths, due: that share of the time
 * to the safe day is over. extension_decision: whether it will take longer must be decided now. breached: the legal day is over.
 */
export const marks = [
  "half",
  "extension_decision",
  "three_quarters",
  "nine_tenths",
  "due",
  "breached",
] as const;
export type Mark = (typeof marks)[number];

/** The days of one clock, as far as marks care; `decideBy`: the safe day of the extension's notice, where one is possible. */
export type Marked = { start: Day; safeDue: Day; legalDue: Day; decideBy: Day | null };

/** Days before the last day of the notice on which the decision is asked for: time to write it (product policy). */
const timeToTell = 7;

const shares = { half: 0.5, three_quarters: 0.75, nine_tenths: 0.9, due: 1 } as const;

/** Each mark with the civil day on which it falls, in order of days. A breach falls on the day after the legal day. */
export function marksOf({ start, safeDue, legalDue, decideBy }: Marked): { mark: Mark; on: Day }[] {
  const length = Math.max(0, daysBetween(start, safeDue));
  const share = (part: number) => addDays(start, Math.floor(length * part));
  const found: { mark: Mark; on: Day }[] = [];
  for (const mark of marks) {
    if (mark === "breached") found.push({ mark, on: addDays(legalDue, 1) });
    else if (mark !== "extension_decision") found.push({ mark, on: share(shares[mark]) });
    else if (decideBy !== null) {
      const asked = addDays(decideBy, -timeToTell);
      found.push({ mark, on: asked < start ? start : asked });
    }
  }
  return found.sort((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : marks.indexOf(a.mark) - marks.indexOf(b.mark),
  );
}

/** The next mark that was not raised yet; null where none is left. */
export function nextMark(of: Marked, raised: ReadonlySet<Mark>): { mark: Mark; on: Day } | null {
  return marksOf(of).find((one) => !raised.has(one.mark)) ?? null;
}
