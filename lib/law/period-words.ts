import type { Period } from "./period.ts";

const units = {
  month: ["month", "months"],
  day: ["day", "days"],
  business_day: ["working day", "working days"],
} as const;
const worded = {
  without_delay: "no number: without delay",
  reasonable_time: "no number: a reasonable time",
  timely: "no number: timely",
} as const;

/** A period in words: "1 month", "45 days", "no number: without delay". */
export function periodInWords(period: Period): string {
  if (period.unit === "words") return worded[period.words];
  const [one, many] = units[period.unit];
  return `${period.n} ${period.n === 1 ? one : many}`;
}

/** What is special in counting a period, in words; empty where nothing is. */
export function countingInWords(period: Period): string[] {
  if (period.unit === "words" || period.unit === "business_day") return [];
  return [
    period.roll
      ? "a last day on a weekend or public holiday moves to the next working day"
      : "a last day on a weekend or public holiday stays",
    ...(period.unit === "day" && period.mayCountFirstDay
      ? ["one reading counts the day of receipt too; the safe day does"]
      : []),
    ...(period.unit === "day" && period.minWorkingDays
      ? [`it must hold ${period.minWorkingDays} working days`]
      : []),
  ];
}
