import type { Day } from "#lib/core/day.ts";
import { localeOf } from "#lib/core/languages.ts";

function civil(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** "Friday 3 April": a promise always carries its weekday. */
export function dayName(day: Day, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(civil(day));
}

/** "3 April" (or "3 Apr"), with the year where it is not that of `today`. */
export function shortDay(day: Day, today: Day, language: string, month: "long" | "short" = "long"): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  const form = { day: "numeric", month, ...year, timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(localeOf(language), form).format(civil(day));
}

/** "10 March, 24 March and 30 March". */
export function listed(words: readonly string[], language: string): string {
  return new Intl.ListFormat(localeOf(language)).format(words);
}

/** "3 March 2026" for an instant, in the company's zone. */
export function dateOf(instant: Date, zone: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone: zone }).format(instant);
}

/** "3 March" for an instant, in the company's zone. */
export function shortDateOf(instant: Date, zone: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    day: "numeric",
    month: "long",
    timeZone: zone,
  }).format(instant);
}

/** "09:14" for an instant, in the company's zone. */
export function timeOf(instant: Date, zone: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(instant);
}

/** A size for people: "340 kB", "12.4 MB". Decimal units, as file managers and phones show them. */
export function sizeOf(bytes: number, language: string): string {
  const [unit, divisor] =
    bytes < 1_000_000
      ? (["kilobyte", 1000] as const)
      : bytes < 1_000_000_000
        ? (["megabyte", 1e6] as const)
        : (["gigabyte", 1e9] as const);
  const value = bytes / divisor;
  return new Intl.NumberFormat(localeOf(language), {
    style: "unit",
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(Math.max(value, unit === "kilobyte" ? 1 : value));
}
