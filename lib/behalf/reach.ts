import { eq } from "drizzle-orm";
import { behalf } from "#drizzle/schema/behalf.ts";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { parseReference } from "#lib/core/reference.ts";
import { hashOf } from "#lib/core/token.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { isTheirs, requestFor } from "#lib/request/access.ts";
import { lockDossier } from "#lib/request/dossier.ts";
import { behalfOf } from "#lib/request/for-other.ts";
import type { RequestRow } from "#lib/request/sealed.ts";

export type BehalfStanding = typeof behalf.$inferSelect;
export type Reached = { row: RequestRow; stands: BehalfStanding };

/**
 * The request of somebody who asks for another, for that very asker: the browser it was asked from, the account that has
 * proven the asker's mailbox, or, where the asker gets the answer, the person of its session. To everybody else it does
 * not exist: to another agent, and to another client's.
 */
export async function reachedBy(tx: Queryable, actor: Actor, typedReference: string): Promise<Reached> {
  const reference = parseReference(typedReference) ?? notFound();
  const [row] = await tx.select().from(request).where(eq(request.reference, reference));
  const stands = row ? await behalfOf(tx, row.dossierId) : null;
  if (!row || !stands) return notFound();
  return isAskers(actor, row, stands) ? { row, stands } : notFound();
}

function isAskers(actor: Actor, row: RequestRow, stands: BehalfStanding): boolean {
  if (actor.kind === "account" && actor.mailboxToken?.equals(stands.askerToken)) return true;
  if (stands.answerTo === "asker" && isTheirs(actor, row)) return true;
  if (!("browser" in actor) || actor.browser === "" || stands.filedBy === null) return false;
  return hashOf(actor.browser).equals(stands.filedBy);
}

/** The same for a member of staff who works on the request, under the dossier's lock. */
export async function reachedByStaff(tx: Transaction, actor: Actor, reference: string): Promise<Reached> {
  const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
  return locked(tx, seen);
}

/** Takes the locks in the order in which everybody takes them, and reads anew. */
export async function locked(tx: Transaction, seen: RequestRow): Promise<Reached> {
  await lockDossier(tx, seen.dossierId);
  const [stands] = await tx.select().from(behalf).where(eq(behalf.dossierId, seen.dossierId)).for("update");
  const [row] = await tx.select().from(request).where(eq(request.id, seen.id));
  return stands && row ? { row, stands } : notFound();
}

/** Every request of the dossier, the oldest first. */
export async function requestsOf(tx: Queryable, stands: BehalfStanding): Promise<RequestRow[]> {
  return tx
    .select()
    .from(request)
    .where(eq(request.dossierId, stands.dossierId))
    .orderBy(request.receivedAt, request.reference);
}
