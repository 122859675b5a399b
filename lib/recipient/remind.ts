import { and, asc, eq, inArray, lt, lte, notInArray, or } from "drizzle-orm";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { request } from "#drizzle/schema/request.ts";
import { addDays, type Day } from "#lib/core/day.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { raiseSilent } from "./alert.ts";
import { lockNotice, type NoticeRow, note } from "./ledger.ts";
import { daysToAnswer, oweMail } from "./mail.ts";

/** Days after the notice on which a recipient is reminded; on the last one staff are told as well. */
const firstReminder = 7;
/** What was done: the first reminder; the second, with which staff are alerted. */
const [once, staffTold] = [1, 2] as const;

/**
 * Reminds recipients who have not answered: after 7 days, and after 21, when it becomes staff's. What only people can do
 * is staff's after 21 days at once. Returns how many notices it did something about.
 */
export async function remindRecipients(today: Day = companyToday()): Promise<number> {
  const waiting = await database()
    .select({ id: recipientNotice.id, requestId: recipientNotice.requestId })
    .from(recipientNotice)
    .innerJoin(request, eq(recipientNotice.requestId, request.id))
    .where(
      and(
        inArray(recipientNotice.standing, ["owed", "sent"]),
        // What was taken back is asked of nobody any more.
        notInArray(request.status, ["cancelled", "lapsed", "refused"]),
        or(
          and(lte(recipientNotice.dueDay, today), lt(recipientNotice.reminded, staffTold)),
          and(
            lte(recipientNotice.dueDay, addDays(today, daysToAnswer - firstReminder)),
            lt(recipientNotice.reminded, once),
            eq(recipientNotice.how, "mail"),
            eq(recipientNotice.standing, "sent"),
          ),
        ),
      ),
    )
    .orderBy(asc(recipientNotice.dueDay), asc(recipientNotice.id))
    .limit(200);
  let done = 0;
  for (const { id, requestId } of waiting) {
    try {
      await inTransaction(async (tx) => {
        await lockRequest(tx, requestId);
        const row = await lockNotice(tx, id);
        const next = nextOf(row, today);
        if (next === null) return;
        await tx.update(recipientNotice).set({ reminded: next }).where(eq(recipientNotice.id, id));
        if (row.how === "mail" && row.standing === "sent") {
          await oweMail(tx, row, await keyOf(tx, requestId), "recipient_reminder");
          await note(tx, row, { kind: "worker", requestId }, "reminded");
        }
        if (next === staffTold) await raiseSilent(tx, row);
        done++;
      });
    } catch (error) {
      // One that cannot be reminded keeps nobody else from it.
      log.warn({ err: error, notice: id }, "a recipient was not reminded");
    }
  }
  return done;
}

function nextOf({ standing, dueDay, reminded }: NoticeRow, today: Day): number | null {
  if (standing !== "owed" && standing !== "sent") return null;
  if (dueDay <= today) return reminded < staffTold ? staffTold : null;
  return reminded < once ? once : null;
}
