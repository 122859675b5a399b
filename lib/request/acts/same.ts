import { and, eq, isNull } from "drizzle-orm";
import { decision } from "#drizzle/schema/decision.ts";
import { requestLink } from "#drizzle/schema/request-acts.ts";
import type { Queryable } from "#lib/db/database.ts";
import { whatHasBegun } from "../cancel.ts";
import { isWorkedOn } from "../clocks/worked-on.ts";
import { answersIfKept, type RequestRow } from "../sealed.ts";

/**
 * Why one request may not be closed because another answers it; null where it may. Both are the same person's beyond
 * doubt (one mailbox, asked for themselves) and ask for the same right; the one that goes on came first, so that no day
 * is lost. Names that are alike never suffice.
 */
export async function whyNotSame(db: Queryable, from: RequestRow, to: RequestRow): Promise<string | null> {
  if (!isWorkedOn(from)) return "This request is answered or over, so there is nothing to merge.";
  if (to.endedAt !== null || to.status === "ready")
    return `${to.reference} is answered or over. Who asks again after that has asked anew.`;
  if (from.right !== to.right) return "They ask for different things. Link them as related instead.";
  if (!from.mailboxToken.equals(to.mailboxToken))
    return "They came from two addresses, so they may be of two people. Link them as related instead, or ask the person.";
  if (to.receivedAt > from.receivedAt)
    return `${to.reference} came later. Merge that one into this: the earlier day of receipt counts.`;
  const [asked, answering] = [await answersIfKept(db, from), await answersIfKept(db, to)];
  if (asked?.who !== "self" || answering?.who !== "self")
    return "One of them was asked for somebody else. Each is answered to whoever asked.";
  const begun = await whatHasBegun(db, from.id);
  if (begun !== null) return `${begun === "deleting" ? "Deleting" : "Correcting"} has begun for this one.`;
  const [told] = await db
    .select({ id: decision.id })
    .from(decision)
    .where(and(eq(decision.requestId, from.id), eq(decision.state, "sent")))
    .limit(1);
  if (told) return "The person was told of a decision about this one.";
  const [chain] = await db
    .select({ id: requestLink.id })
    .from(requestLink)
    .where(
      and(eq(requestLink.fromId, to.id), eq(requestLink.kind, "duplicate"), isNull(requestLink.undoneAt)),
    )
    .limit(1);
  return chain ? `${to.reference} is itself marked as asked twice.` : null;
}
