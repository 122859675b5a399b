import { addDays, type Day, isDay } from "#lib/core/day.ts";

/** Days from (inclusive) and to (inclusive); null: open at that side. */
export type DaySpan = { from: Day | null; to: Day | null };

const relative = /^([+-]?)(\d{1,4})([dwm])$/;
const daysIn = { d: 1, w: 7, m: 30 } as const;

/**
 * A day as it is typed: a date, `today`, or days, weeks or months of thirty days away. `forward`: whether a bare number
 * counts into the future (a due day) or into the past (a day of receipt). Null for anything else.
 */
function dayFrom(text: string, today: Day, forward: boolean): Day | null {
  if (text === "today") return today;
  if (isDay(text)) return text;
  const [, sign, count, unit] = relative.exec(text) ?? [];
  if (count === undefined || unit === undefined) return null;
  const days = Number(count) * daysIn[unit as keyof typeof daysIn];
  const ahead = sign === "" ? forward : sign === "+";
  return addDays(today, ahead ? days : -days);
}

/**
 * What a test of days means today: `<14d`, `<=2026-12-01`, `>4w`, `today`, `2026-12-01..2026-12-31`. For days that are past
 * (`forward` false) `<7d` is less than seven days ago. Null where it is no test of days.
 */
export function spanOf(text: string, today: Day, forward: boolean): DaySpan | null {
  const [, low, high] = /^([^<>=]*)\.\.([^<>=]*)$/.exec(text) ?? [];
  if (low !== undefined && high !== undefined) return between(low, high, today, forward);
  const [, sign = "", rest = ""] = /^([<>]=?|=?)(.+)$/.exec(text) ?? [];
  const day = dayFrom(rest, today, forward);
  if (day === null) return null;
  if (sign === "" || sign === "=") return { from: day, to: day };
  // "Less than seven days ago" is later than that day; a date is compared as it stands.
  const ago = !forward && /^\d+[dwm]$/.test(rest);
  const before = sign.startsWith("<") !== ago;
  const strict = sign.length === 1 ? 1 : 0;
  return before ? { from: null, to: addDays(day, -strict) } : { from: addDays(day, strict), to: null };
}

function between(low: string, high: string, today: Day, forward: boolean): DaySpan | null {
  const from = low === "" ? null : dayFrom(low, today, forward);
  const to = high === "" ? null : dayFrom(high, today, forward);
  if ((low !== "" && from === null) || (high !== "" && to === null) || (low === "" && high === ""))
    return null;
  return { from, to };
}
