import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { addDays, type Day, dayInWords, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "../access.ts";
import { isWorkedOn } from "../clocks/worked-on.ts";
import { lockRequest } from "../move.ts";

/** Days before the cautious due day from which a request is never out of sight; a trigger keeps it too. */
const soonDays = 7;

/** The last day until which a request may be put aside, by its cautious due day; null where it is due soon already. */
export function latestSnooze(safeDue: Day, today: Day): Day | null {
  const last = addDays(safeDue, -soonDays);
  return last > today ? last : null;
}

/**
 * Puts a request aside until a day, or back in sight (null). It comes back by itself; what is due soon cannot be put
 * aside. Returns the day that stood before. Throws HabeasError `invalid` with the last day that is possible.
 */
export async function snoozeRequest(
  actor: Actor,
  reference: string,
  until: Day | null,
): Promise<{ before: Day | null }> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const row = await lockRequest(tx, seen.id);
    const today = companyToday();
    if (until !== null) {
      if (!isWorkedOn(row)) throw new HabeasError("conflict", "This request is answered or over.");
      mustBeInTime(until, row.safeDue, today);
    }
    const before = row.snoozedUntil !== null && row.snoozedUntil > today ? row.snoozedUntil : null;
    if (before === until) return { before };
    await tx.update(request).set({ snoozedUntil: until }).where(eq(request.id, row.id));
    await audit(tx, row.id, actor, { kind: "snoozed", until });
    return { before };
  });
}

function mustBeInTime(until: Day, safeDue: Day, today: Day): void {
  if (!isDay(until)) throw new HabeasError("invalid", "There is no such day. Write it like 2026-01-31.");
  if (until <= today) throw new HabeasError("invalid", "Choose a day after today.");
  const last = latestSnooze(safeDue, today);
  if (last === null)
    throw new HabeasError(
      "invalid",
      `It is due on ${dayInWords(safeDue, "en")}. What is due soon cannot be put aside.`,
    );
  if (until > last)
    throw new HabeasError(
      "invalid",
      `It is due on ${dayInWords(safeDue, "en")}. It can be put aside until ${dayInWords(last, "en")} at most.`,
    );
}
