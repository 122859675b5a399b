import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { requestLink } from "#drizzle/schema/request-acts.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { endWork } from "../cancel.ts";
import { lockDossier, startProven } from "../dossier.ts";
import { answersOf, type RequestRow } from "../sealed.ts";
import { lockBoth, undoOne } from "./link.ts";
import { whyNotSame } from "./same.ts";

const atOnce = 200;

/**
 * Closes what was marked as asked twice, once the time to take that back is over, and tells the person. Where it is no
 * longer so (the other one was answered meanwhile), the mark falls and the request goes on. Returns how many were closed.
 */
export async function mergeDue(): Promise<number> {
  const due = await database()
    .select({ id: requestLink.id })
    .from(requestLink)
    .where(and(isNull(requestLink.doneAt), isNull(requestLink.undoneAt), lte(requestLink.dueAt, sql`now()`)))
    .orderBy(asc(requestLink.dueAt))
    .limit(atOnce);
  let merged = 0;
  for (const { id } of due) {
    try {
      if (await inTransaction((tx) => mergeOne(tx, id))) merged++;
    } catch (error) {
      log.warn({ err: error }, "a request that was asked twice is closed later");
    }
  }
  return merged;
}

async function mergeOne(tx: Transaction, linkId: string): Promise<boolean> {
  const [seen] = await tx.select().from(requestLink).where(eq(requestLink.id, linkId));
  if (!seen) return false;
  const [dossier] = await tx.select({ id: request.dossierId }).from(request).where(eq(request.id, seen.toId));
  if (dossier) await lockDossier(tx, dossier.id);
  const { from, to } = await lockBoth(tx, seen.fromId, seen.toId);
  const [link] = await tx.select().from(requestLink).where(eq(requestLink.id, linkId)).for("update");
  if (!link || link.doneAt !== null || link.undoneAt !== null) return false;
  const worker: Actor = { kind: "worker", requestId: from.id };
  if ((await whyNotSame(tx, from, to)) !== null) {
    await undoOne(tx, link.id, link.kind, from);
    await audit(tx, from.id, worker, { kind: "link_undone", as: "duplicate", with: to.reference });
    return false;
  }
  await tx.update(requestLink).set({ doneAt: new Date() }).where(eq(requestLink.id, link.id));
  await endWork(tx, worker, from, { kind: "merged", into: to.reference });
  await audit(tx, to.id, worker, { kind: "merged_here", from: from.reference });
  await proveByOther(tx, worker, from, to);
  const { email } = await answersOf(tx, from);
  await owe(tx, from.id, from.language, email, {
    kind: "merged",
    vars: { reference: from.reference, other: to.reference },
  });
  return true;
}

/** One mailbox: what was proven with the second asking counts for the first. */
async function proveByOther(tx: Transaction, actor: Actor, from: RequestRow, to: RequestRow): Promise<void> {
  const { verifiedAt, verifiedHow } = from;
  if (to.status !== "received" || !needsProof(to.right as Right) || !verifiedAt || !verifiedHow) return;
  await startProven(tx, to, actor, { at: verifiedAt, how: verifiedHow });
}
