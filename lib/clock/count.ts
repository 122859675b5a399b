import { addDays, addMonths, type Day } from "#lib/core/day.ts";
import type { Calendar } from "#lib/law/holidays/calendar.ts";
import type { Counted } from "#lib/law/period.ts";
import type { Source } from "#lib/law/source.ts";
import type { Due, Step, Warning } from "./step.ts";
import { addWorkingDays, rolled, workingDaysBetween } from "./working-days.ts";

/** Days that do not count, on the reading that gives the latest day and on the one that gives the earliest. */
export type Paused = { legal: number; safe: number };

const no: Paused = { legal: 0, safe: 0 };

/**
 * Counts a period from a start: add, clamp to the month's end, add what was paused, then roll (Regulation 1182/71,
 * article 3; ICO, "How do we calculate a month?"). The start day is never counted, except on the second reading of
 * a law that leaves it open. Where the holidays of the last day's year are not known, nothing is rolled.
 */
export function count(
  start: Day,
  period: Counted,
  calendar: Calendar,
  { paused = no, source }: { paused?: Paused; source?: Source } = {},
): Due {
  if (period.unit === "business_day") return businessDays(start, period.n, calendar, paused, source);
  const cite = source ? { source } : {};
  const steps: Step[] = [];
  const plain = period.unit === "month" ? addMonths(start, period.n) : addDays(start, period.n);
  steps.push({ op: "add", n: period.n, unit: period.unit, from: start, to: plain, ...cite });
  if (period.unit === "month" && plain.slice(8) !== start.slice(8)) {
    steps.push({ op: "clamp", from: plain, to: plain });
  }
  let legal = plain;
  if (paused.legal > 0) {
    legal = addDays(legal, paused.legal);
    steps.push({ op: "pause", days: paused.legal, from: plain, to: legal });
  }
  const warnings: Warning[] = [];
  if (period.roll) {
    const working = rolled(legal, calendar);
    if (working === null) warnings.push("holiday_data_missing");
    else if (working !== legal) {
      steps.push({ op: "roll", place: calendar.place, from: legal, to: working });
      legal = working;
    }
  }
  const least = period.unit === "day" ? (period.minWorkingDays ?? 0) : 0;
  if (workingDaysBetween(start, legal, calendar, least) < least) {
    const later = addWorkingDays(start, least, calendar, "monday_to_friday");
    steps.push({ op: "two_working_days", from: legal, to: later });
    legal = later;
  }
  let safe = addDays(plain, paused.safe);
  const safeSteps: Step[] = [];
  if (period.unit === "day" && period.mayCountFirstDay) {
    safeSteps.push({ op: "first_day_counted", from: safe, to: addDays(safe, -1), ...cite });
    safe = addDays(safe, -1);
  }
  return { legal, safe: safe < legal ? safe : legal, steps, safeSteps, warnings };
}

/** Laws that name only Sunday and holidays as days off may count Saturdays: that is the earlier, safe reading. */
function businessDays(start: Day, n: number, calendar: Calendar, paused: Paused, source?: Source): Due {
  const cite = source ? { source } : {};
  const plain = addWorkingDays(start, n, calendar, "monday_to_friday");
  const strict = addWorkingDays(start, n, calendar, "monday_to_saturday");
  const legal = addDays(plain, paused.legal);
  const safe = addDays(strict, paused.safe);
  const steps: Step[] = [{ op: "add", n, unit: "business_day", from: start, to: plain, ...cite }];
  if (legal !== plain) steps.push({ op: "pause", days: paused.legal, from: plain, to: legal });
  const known = calendar.knows(Number(legal.slice(0, 4))) && calendar.knows(Number(start.slice(0, 4)));
  return {
    legal,
    safe: safe < legal ? safe : legal,
    steps,
    safeSteps: safe < legal ? [{ op: "saturday_counted", from: legal, to: safe, ...cite }] : [],
    warnings: known ? [] : ["holiday_data_missing"],
  };
}

/** The instant some hours later: weekends, holidays and the clock of the wall do not matter. */
export function addHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000);
}
