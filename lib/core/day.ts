import { Temporal } from "temporal-polyfill";

/** A civil date `YYYY-MM-DD`, without time or zone. All period arithmetic is on these. */
export type Day = string;

/** True for a date that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The calendar date of an instant in a zone (IANA name): time of day does not matter. */
export function dayOf(instant: Date, zone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/** Same day of the month `months` later; a date that does not exist becomes the month's last day. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }, { overflow: "constrain" }).toString();
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Whole days from `from` to `to`, negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** A day in words with its weekday, e.g. "Friday 3 April 2026". */
export function dayInWords(day: Day, language: string): string {
  return Temporal.PlainDate.from(day).toLocaleString(language === "en" ? "en-GB" : language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}
