import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Right } from "#lib/law/rights.ts";
import { chooseLaws } from "./clocks/frozen-laws.ts";
import { firstDays } from "./clocks/keep.ts";
import { receiptNow } from "./receipt.ts";

/** The day by which a request that were sent now would be answered; null where no law can be chosen for the place. */
export function answerDay(right: Right, place: string): Day | null {
  const { at, day } = receiptNow("portal", new Date());
  try {
    const laws = chooseLaws({ right, place, received: day });
    const asked = { right, place, receivedAt: at, receivedDay: day, datedDay: null };
    return firstDays(asked, laws).safeDue;
  } catch (error) {
    if (error instanceof HabeasError) return null;
    throw error;
  }
}
