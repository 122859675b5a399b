import { Temporal } from "temporal-polyfill";
import { localeOf } from "./languages.ts";

/** A civil date `YYYY-MM-DD`, without time or zone. All period arithmetic is on these. */
export type Day = string;

/** True for a date that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return dayAt(numberOf(text)) === text;
}

/** The calendar date of an instant in a zone (IANA name): time of day does not matter. */
export function dayOf(instant: Date, zone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/** The instant at which a day begins in a zone; where midnight does not exist, the first instant after it. */
export function startOfDay(day: Day, zone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
}

/** The instant of a time of day (`09:30`) on a day in a zone; a time that the clocks skip is moved on with them. */
export function instantAt(day: Day, time: string, zone: string): Date {
  const plainTime = Temporal.PlainTime.from(time);
  return new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds,
  );
}

/** Days from 1970 on that are kept once they were named: a queue of a million requests is recomputed with a few thousand. */
const namesKept = 73_050;
const names = new Array<Day | undefined>(namesKept);
const numbers = new Map<Day, number>();

/** Days since 1970-01-01. */
export function numberOf(day: Day): number {
  const kept = numbers.get(day);
  if (kept !== undefined) return kept;
  const number =
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000;
  if (Number.isInteger(number)) dayAt(number);
  return number;
}

/** The civil date of a count of days since 1970-01-01. */
export function dayAt(number: number): Day {
  const kept = names[number];
  if (kept !== undefined) return kept;
  const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
  if (Number.isInteger(number) && number >= 0 && number < namesKept) {
    names[number] = day;
    numbers.set(day, number);
  }
  return day;
}

/** Same day of the month `months` later; a date that does not exist becomes the month's last day. */
export function addMonths(day: Day, months: number): Day {
  const months0 = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(months0 / 12), months0 % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayAt(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), last)) / 86_400_000);
}

export function addDays(day: Day, days: number): Day {
  return dayAt(numberOf(day) + days);
}

/** Whole days from `from` to `to`, negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;
}

/** A day in words with its weekday, e.g. "Friday 3 April 2026". */
export function dayInWords(day: Day, language: string): string {
  return Temporal.PlainDate.from(day).toLocaleString(localeOf(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}
