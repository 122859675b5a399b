import { and, eq, gt, lte, ne, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { count } from "#lib/clock/count.ts";
import { calendarFor } from "#lib/clock/deadline.ts";
import { addMonths, type Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import { type FeeReason, mayCharge } from "#lib/law/duties/fees.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import type { RequestRow } from "../sealed.ts";
import type { FrozenLaw } from "./frozen-laws.ts";
import { fractionDigits } from "./notice-texts.ts";

const feeReasons = [
  "unfounded",
  "excessive",
  "repetitive",
  "further_copy",
  "disproportionate_effort",
  "actual_cost",
] as const satisfies readonly FeeReason[];

/** Whether all laws of a request let a fee be charged for a reason, and why (not). */
export type FeeChoice = { reason: FeeReason; allowed: boolean; why: string; secondApprover: boolean };

/** Every reason as all laws together see it: what one forbids is forbidden, and our own promise is free. */
export function feeChoices(
  laws: readonly FrozenLaw[],
  right: Right,
  answersInTwelveMonths: number,
): FeeChoice[] {
  return feeReasons.map((reason) => {
    const told = laws.map(({ regime }) =>
      regime
        ? mayCharge(regime, right, answersInTwelveMonths, reason)
        : { allowed: false, why: "Our own promise is free.", secondApprover: false },
    );
    const no = told.find((one) => !one.allowed);
    return {
      reason,
      allowed: no === undefined && told.length > 0,
      why: (no ?? told[0])?.why ?? "",
      secondApprover: told.some((one) => one.secondApprover),
    };
  });
}

/** Answers given to the same right, to the same mailbox, in the twelve months before this request. */
export async function answersBefore(db: Queryable, row: RequestRow): Promise<number> {
  const [found] = await db
    .select({ answers: sql<number>`count(*)::int` })
    .from(request)
    .where(
      and(
        eq(request.mailboxToken, row.mailboxToken),
        eq(request.right, row.right),
        ne(request.id, row.id),
        gt(request.answeredDay, addMonths(row.receivedDay, -12)),
        lte(request.answeredDay, row.receivedDay),
      ),
    );
  return found?.answers ?? 0;
}

/** The last day to agree to a fee under the laws that take silence for a withdrawal; null where none does. */
export function lastDayToAgree(laws: readonly FrozenLaw[], asked: Day): Day | null {
  const place = currentMap().company.controller_place;
  const days = laws.flatMap(({ regime }) =>
    regime?.fee.reflection ? [count(asked, regime.fee.reflection, calendarFor(regime, place)).legal] : [],
  );
  return days.sort()[0] ?? null;
}

/** The most that a law lets a fee be, where it names an amount. In the smallest unit of the currency. */
const most: Readonly<Record<string, { currency: string; amount: number }>> = {
  // DPO, article 19(2): at most 300 francs.
  CH_FADP: { currency: "CHF", amount: 30_000 },
};

/** An amount as staff type it (`25` or `25.00`). Throws HabeasError `invalid`, also past what a law allows at most. */
export function typedAmount(
  typed: { amount: string; currency: string },
  laws: readonly FrozenLaw[],
): { amount: number; currency: string } {
  const currency = typed.currency.trim().toUpperCase();
  if (!Intl.supportedValuesOf("currency").includes(currency))
    throw new HabeasError("invalid", "Write the currency in its three letters, like EUR.");
  const digits = fractionDigits(currency);
  const shape = digits === 0 ? /^\d{1,7}$/ : new RegExp(`^\\d{1,7}([.]\\d{${digits}})?$`);
  if (!shape.test(typed.amount.trim()))
    throw new HabeasError(
      "invalid",
      digits === 0 ? "Write the amount like 25." : "Write the amount like 25 or 25.00.",
    );
  const amount = Math.round(Number(typed.amount.trim()) * 10 ** digits);
  if (amount <= 0) throw new HabeasError("invalid", "A fee is more than nothing.");
  for (const { law } of laws) {
    const limit = most[law];
    if (limit && (limit.currency !== currency || amount > limit.amount))
      throw new HabeasError("invalid", "The law lets this fee be 300 Swiss francs at most, charged in CHF.");
  }
  return { amount, currency };
}
