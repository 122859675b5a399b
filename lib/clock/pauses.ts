import { type Day, numberOf } from "#lib/core/day.ts";

/** A question to the person: asked on a day, answered on a day or still open. */
export type Question = { about: "identity" | "clarification"; asked: Day; answered: Day | null };

/**
 * Days covered by the union of the questions' times, never their sum: half open `[asked, answered)`, or with both end
 * days `[asked, answered]`. Days before the start do not count.
 */
export function pausedDays(questions: readonly Question[], start: Day, bothEnds: boolean): number {
  const spans = questions
    .filter((one) => one.answered !== null)
    .map((one) => ({
      from: Math.max(numberOf(one.asked), numberOf(start)),
      // The first day that counts again.
      to: numberOf(one.answered ?? one.asked) + (bothEnds ? 1 : 0),
    }))
    .filter((span) => span.to > span.from)
    .sort((a, b) => a.from - b.from);
  let days = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    days += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return days;
}
