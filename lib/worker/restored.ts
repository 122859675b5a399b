import { eq, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchPerson } from "#drizzle/schema/batch.ts";
import { choiceIdentifier, choicePerson } from "#drizzle/schema/preference.ts";
import { request, requestKey } from "#drizzle/schema/request.ts";
import { erasureUndo } from "#drizzle/schema/undo.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { shred } from "#lib/erasure/undo/window.ts";
import { endWork } from "#lib/request/cancel.ts";
import { allows, type RequestStatus } from "#lib/request/moves.ts";
import type { Destroyed } from "#lib/vault/ledger.ts";
import { destroyRequest } from "./destroy.ts";

export type Replayed = {
  /** Destroyed again just now. */
  destroyed: number;
  /** Was destroyed in the backup too. */
  already: number;
  /** Is younger than the backup: it did not come back. */
  unknown: number;
};

/**
 * Destroys again what was destroyed after the backup was made that has been put back: the keys that it brought back, and
 * all that goes with them. A request that the backup has as still open was ended since; it ends again. Harmless to repeat.
 * For the operator, before anybody works with the database again.
 */
export async function replayLedger(actor: Actor, rows: readonly Destroyed[]): Promise<Replayed> {
  if (actor.kind !== "operator") throw new HabeasError("forbidden", "Only the operator puts a backup back.");
  const counts: Replayed = { destroyed: 0, already: 0, unknown: 0 };
  for (const { what, id } of rows) counts[await again[what](id)] += 1;
  await inTransaction((tx) => audit(tx, null, actor, { kind: "restore_replayed", ...counts }));
  return counts;
}

const again: Record<Destroyed["what"], (id: string) => Promise<keyof Replayed>> = {
  async request(id) {
    const [row] = await database()
      .select({ asked: request, wrapped: requestKey.wrapped })
      .from(request)
      .innerJoin(requestKey, eq(requestKey.requestId, request.id))
      .where(eq(request.id, id));
    if (row && row.wrapped !== null) {
      if (allows("cancel", row.asked.status as RequestStatus))
        await inTransaction((tx) =>
          endWork(tx, { kind: "worker", requestId: id }, row.asked, { kind: "cancelled" }),
        );
      await destroyRequest(id);
    }
    return said(row);
  },

  async choice_person(id) {
    return inTransaction(async (tx) => {
      const [row] = await tx.select().from(choicePerson).where(eq(choicePerson.id, id)).for("update");
      if (row && row.wrapped !== null) {
        await tx
          .update(choicePerson)
          .set({ wrapped: null, erasedAt: sql`now()` })
          .where(eq(choicePerson.id, id));
        await tx
          .update(choiceIdentifier)
          .set({ sealed: Buffer.alloc(0) })
          .where(eq(choiceIdentifier.personId, id));
      }
      return said(row);
    });
  },

  async erasure_batch(id) {
    return inTransaction(async (tx) => {
      const [row] = await tx
        .select({ wrapped: erasureBatch.wrappedKey })
        .from(erasureBatch)
        .where(eq(erasureBatch.id, id))
        .for("update");
      if (row && row.wrapped !== null) {
        await tx.delete(erasureBatchPerson).where(eq(erasureBatchPerson.batchId, id));
        await tx
          .update(erasureBatch)
          .set({ wrappedKey: null, destroyedAt: sql`now()` })
          .where(eq(erasureBatch.id, id));
      }
      return said(row);
    });
  },

  async erasure_undo(id) {
    return inTransaction(async (tx) => {
      const [row] = await tx.select().from(erasureUndo).where(eq(erasureUndo.id, id)).for("update");
      if (row && row.wrapped !== null) await shred(tx, row, "expired");
      return said(row);
    });
  },
};

const said = (row: { wrapped: Buffer | null } | undefined): keyof Replayed =>
  row === undefined ? "unknown" : row.wrapped === null ? "already" : "destroyed";
