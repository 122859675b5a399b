import { and, asc, eq, ne, type SQL } from "drizzle-orm";
import { dossier, request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { startRequest } from "./plan.ts";
import type { RequestRow } from "./sealed.ts";

/**
 * Keeps every other writer of a dossier's list of requests waiting until this transaction ends. Taken before the lock of
 * any request in it, so that two never wait for each other.
 */
export async function lockDossier(tx: Transaction, dossierId: string): Promise<void> {
  await tx.select({ id: dossier.id }).from(dossier).where(eq(dossier.id, dossierId)).for("no key update");
}

/** The other requests of the same dossier, oldest first; `seen`: only those of them. */
export async function sistersOf(db: Queryable, row: RequestRow, seen?: SQL): Promise<RequestRow[]> {
  return db
    .select()
    .from(request)
    .where(and(eq(request.dossierId, row.dossierId), ne(request.id, row.id), seen))
    .orderBy(asc(request.receivedAt), asc(request.reference));
}

/**
 * One code proves a mailbox for everything that was asked together from it: starts what still waits for the same proof.
 * Under the dossier's lock.
 */
export async function startSisters(
  tx: Transaction,
  proven: RequestRow,
  actor: Actor,
  proof: { at: Date; how: string },
): Promise<void> {
  for (const sister of await sistersOf(tx, proven)) {
    if (sister.status !== "received" || !needsProof(sister.right as Right)) continue;
    if (!sister.mailboxToken.equals(proven.mailboxToken)) continue;
    await startProven(tx, sister, actor, proof);
  }
}

/** Starts a request whose mailbox was proven with another one of the dossier. */
export async function startProven(
  tx: Transaction,
  row: RequestRow,
  actor: Actor,
  proof: { at: Date; how: string },
): Promise<void> {
  await audit(tx, row.id, actor, { kind: "identity_proven", how: proof.how });
  await startRequest(tx, row, actor, proof);
}
