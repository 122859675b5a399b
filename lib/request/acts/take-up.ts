import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "../access.ts";
import { lockRequest } from "../move.ts";
import type { RequestRow } from "../sealed.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

/**
 * Takes a new request up: it is no longer new, and belongs to whoever took it, where it was nobody's. Throws HabeasError
 * `conflict` that names who was faster.
 */
export async function takeUp(actor: Staff, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "assign" });
    const row = await lockRequest(tx, seen.id);
    if (row.endedAt !== null) throw new HabeasError("conflict", "This request is over.");
    if (row.triagedAt !== null) throw new HabeasError("conflict", await whoTook(tx, row));
    await tx
      .update(request)
      .set({ triagedAt: new Date(), ownerId: row.ownerId ?? actor.staffId })
      .where(eq(request.id, row.id));
    await audit(tx, row.id, actor, { kind: "triaged", taken: true });
  });
}

/** Puts a request back among the new ones, if whoever took it up does so. */
export async function putBack(actor: Staff, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "assign" });
    const row = await lockRequest(tx, seen.id);
    if (row.triagedAt === null || row.ownerId !== actor.staffId || row.endedAt !== null)
      throw new HabeasError("conflict", "It is not yours any more, so it is not put back.");
    await tx.update(request).set({ triagedAt: null, ownerId: null }).where(eq(request.id, row.id));
    await audit(tx, row.id, actor, { kind: "triaged", taken: false });
  });
}

async function whoTook(tx: Transaction, row: RequestRow): Promise<string> {
  const [owner] = row.ownerId === null ? [] : await tx.select().from(staff).where(eq(staff.id, row.ownerId));
  if (owner) return `${owner.name} took it up a moment ago.`;
  return "Somebody took it up and gave it back. It is in the queue.";
}
