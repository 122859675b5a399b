import { addDays, type Day } from "#lib/core/day.ts";

/**
 * The house's own target: so many days before the safe day, and never on one of its days off. It only ever lies earlier
 * than the law's day: no day off of a company gives it more time. Pure.
 */
export function aimDay(safeDue: Day, before: number, off: readonly Day[]): Day {
  const free = new Set(off);
  let day = addDays(safeDue, -before);
  while (free.has(day)) day = addDays(day, -1);
  return day;
}
