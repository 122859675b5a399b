import type { Source } from "./source.ts";

/**
 * A countable length of time. `may_count_first_day`: one reading counts the day of receipt itself.
 * `roll`: whether a last day on a weekend or public holiday moves to the next working day.
 */
export type Counted =
  | { unit: "month"; n: number; roll: boolean }
  | { unit: "day"; n: number; roll: boolean; mayCountFirstDay?: boolean; minWorkingDays?: number }
  | { unit: "business_day"; n: number };

/** A period in words only: there is no day to count to, so a deployment sets a target and calls it policy. */
export type Worded = { unit: "words"; words: "without_delay" | "reasonable_time" | "timely" };

export type Period = Counted | Worded;
export type PeriodRule = Period & { source: Source };

export const isCounted = (period: Period): period is Counted => period.unit !== "words";
