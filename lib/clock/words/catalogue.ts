import type { Step, Warning } from "../step.ts";

/** Why a time began later than with receipt. */
export type Cause = Extract<Step, { op: "starts_later" }>["because"];
/** What a clock begins with, where it is not a receipt. */
export type Beginning = Extract<Step, { op: "begins" }>["because"];
export type Unit = Extract<Step, { op: "add" }>["unit"];

/** How the place where somebody lives is known; null where that is not told. */
export type Known = "claimed" | "evidenced" | null;

/**
 * What a clock says, in one language. Days come as words of that language ("Saturday 31 January 2026"), laws by their
 * short name, places by their name. Every sentence begins with a capital and ends with a full stop.
 */
export type ClockWords = {
  received(day: string): string;
  longerTime(day: string): string;
  begins(day: string, because: Beginning): string;
  dated(day: string): string;
  startsLater(day: string, because: Cause): string;
  /** `from` where the count does not go on from the day before it; `clamped`: the month has no such day. */
  add(n: number, unit: Unit, to: string, from: string | null, clamped: boolean): string;
  pause(days: number, to: string): string;
  roll(from: string, weekend: boolean, to: string): string;
  twoWorkingDays(to: string): string;
  firstDayCounted(to: string): string;
  saturdayCounted(to: string): string;
  personDay(to: string): string;
  warnings: Record<Warning, string>;
  bindsEveryone(law: string): string;
  protectsWhere(law: string, place: string, known: Known): string;
  chosenByStaff(law: string): string;
  /** Another law counts too; its last day, or null while its clock stands still. */
  also(law: string, day: string | null): string;
  /** The law names no day; the company's own target. */
  aim(law: string, day: string): string;
  /** No law is known; the company's own target. */
  ownPromise(day: string): string;
};

/** A number in words up to ten, in figures above; the first letter large, for the beginning of a sentence. */
export function counted(
  numbers: readonly string[],
  n: number,
  [one, many]: readonly [one: string, many: string],
): string {
  const number = numbers[n] ?? String(n);
  return `${number.charAt(0).toUpperCase()}${number.slice(1)} ${n === 1 ? one : many}`;
}
