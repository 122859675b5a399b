import { addDays, type Day, dayAt, numberOf, weekdayOf } from "#lib/core/day.ts";
import type { Calendar } from "#lib/law/holidays/calendar.ts";

/** Which days of the week are worked: Monday to Friday, or Saturday too where a law names only Sunday as a day off. */
export type Week = "monday_to_friday" | "monday_to_saturday";

const yearOf = (day: Day) => Number(day.slice(0, 4));

function isWorkingDay(day: Day, calendar: Calendar, week: Week = "monday_to_friday"): boolean {
  const weekday = weekdayOf(day);
  if (weekday === 7 || (weekday === 6 && week === "monday_to_friday")) return false;
  return !calendar.isHoliday(day);
}

/** The day itself or the next working day. Null where the holidays of its year are not known: then nothing is rolled. */
export function rolled(day: Day, calendar: Calendar): Day | null {
  let at = day;
  while (calendar.knows(yearOf(at))) {
    if (isWorkingDay(at, calendar)) return at;
    at = addDays(at, 1);
  }
  return null;
}

/** The last working day on or before a day. */
export function lastWorkingDay(day: Day, calendar: Calendar): Day {
  let at = day;
  while (!isWorkingDay(at, calendar)) at = addDays(at, -1);
  return at;
}

/** The `count`th working day after a day; the day itself is never counted. */
export function addWorkingDays(day: Day, count: number, calendar: Calendar, week: Week): Day {
  let at = numberOf(day);
  for (let left = count; left > 0; ) {
    at += 1;
    if (isWorkingDay(dayAt(at), calendar, week)) left--;
  }
  return dayAt(at);
}

/** Working days after `from`, up to and with `to`; counted no further than `enough`. */
export function workingDaysBetween(
  from: Day,
  to: Day,
  calendar: Calendar,
  enough = Number.POSITIVE_INFINITY,
): number {
  let count = 0;
  const last = numberOf(to);
  for (let at = numberOf(from) + 1; at <= last && count < enough; at++)
    if (isWorkingDay(dayAt(at), calendar)) count++;
  return count;
}
