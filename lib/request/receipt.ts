import { addMonths, type Day, dayInWords, dayOf, instantAt, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import type { Channel, StaffChannel } from "./channels.ts";
import { chooseLaws, ownPolicy } from "./clocks/frozen-laws.ts";

/** When and how a request reached us: the instant, and its civil day in the company's zone. */
export type Receipt = { at: Date; day: Day; dated: Day | null; channel: Channel };

/** A day of receipt as staff write it down: the day, the time where it is known, the day on the letter. */
export type TypedReceipt = { day: string; time?: string | undefined; dated?: string | undefined };

/** A request that lay longer than this is logged with a reason only. */
const usualYears = 5;

/**
 * The receipt that staff wrote down, in the company's zone. Without a time it counts as noon: the civil day is what
 * clocks count from. Throws HabeasError `invalid` for a day that does not exist, has not come, or lies too far back
 * without a reason, and for a letter dated after it came.
 */
export function receiptFrom(
  typed: TypedReceipt,
  channel: StaffChannel,
  now: Date,
  whyOld: string | null,
): Receipt {
  const zone = currentMap().company.timezone;
  const day = realDay(typed.day, "the day on which it was received");
  const today = dayOf(now, zone);
  if (day > today) throw new HabeasError("invalid", "The day of receipt has not come yet.");
  const at = moment(day, typed.time ?? "", zone, now);
  if (at > now) throw new HabeasError("invalid", "The time of receipt has not come yet.");
  if (day < addMonths(today, -12 * usualYears) && whyOld === null) {
    throw new HabeasError(
      "invalid",
      `That is more than ${usualYears} years ago. Check the year, or write why it is right.`,
    );
  }
  const dated = typed.dated ? realDay(typed.dated, "the day written on it") : null;
  if (dated !== null && dated > day)
    throw new HabeasError("invalid", "It cannot have been written after it was received.");
  return { at, day, dated: dated === day ? null : dated, channel };
}

/** The receipt of what reaches us now. */
export function receiptNow(channel: Channel, now: Date): Receipt {
  return { at: now, day: dayOf(now, currentMap().company.timezone), dated: null, channel };
}

function realDay(text: string, what: string): Day {
  const day = text.trim();
  if (day === "") throw new HabeasError("invalid", `Enter ${what}.`);
  if (!isDay(day))
    throw new HabeasError("invalid", `There is no such day for ${what}. Write it like 2026-01-31.`);
  return day;
}

function moment(day: Day, typed: string, zone: string, now: Date): Date {
  const time = typed.trim();
  if (time === "") {
    const noon = instantAt(day, "12:00", zone);
    return noon > now ? now : noon;
  }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new HabeasError("invalid", "There is no such time of day. Write it like 09:30.");
  return instantAt(day, time, zone);
}

/**
 * Refuses a receipt before the law: where no law gave the right then that gives it now. Where no law gives it at all, the
 * company's own promise counts, then as now. Throws HabeasError `invalid`.
 */
export function mustHaveLawOn(asked: { right: Right; place: string; received: Day }): void {
  const on = (received: Day) => chooseLaws({ ...asked, received }).filter((one) => one.law !== ownPolicy.law);
  if (on(asked.received).length > 0) return;
  const [since] = on(companyToday());
  if (!since?.regime) return;
  throw new HabeasError(
    "invalid",
    `On ${dayInWords(asked.received, "en")} the law was not in force yet: ${lawNamed(since.law)?.short ?? since.law} gives this right there, and it came later.`,
  );
}
