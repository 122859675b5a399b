import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchPerson } from "#drizzle/schema/batch.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { noteDestroyed } from "#lib/vault/ledger.ts";
import { batchSpool, lockBatch, note } from "./work.ts";

/** Days after the end of a batch for which its lists are kept: until then what was done can be looked at row by row. */
const daysKept = 30;
const atOnce = 20;

/**
 * Destroys the lists of batches that ended: first the stored bytes, then the key that opens them, and the tokens by which
 * their people could be told. Receipts and evidence stay; they name nobody. One that keeps something until a day is
 * forgotten after that day, when another batch goes on with it. Returns how many.
 */
export async function forgetBatches(): Promise<number> {
  const rows = await database()
    .select({ id: erasureBatch.id })
    .from(erasureBatch)
    .where(
      and(
        inArray(erasureBatch.status, ["done", "dropped"]),
        isNotNull(erasureBatch.wrappedKey),
        sql`${erasureBatch.endedAt} < now() - make_interval(days => ${daysKept})`,
        // What it keeps ends by itself, and is found by its lists then (ended.ts).
        sql`not exists (select 1 from erasure_batch_system s, jsonb_array_elements(coalesce(s.kept, '[]')) k
              where ${erasureBatch.status} = 'done' and s.batch_id = ${erasureBatch.id} and k->>'until' is not null
                and (k->>'until')::date >= coalesce(${erasureBatch.followedDay}, '-infinity'))`,
        sql`not exists (select 1 from erasure_batch f where f.follows_id = ${erasureBatch.id} and f.status = 'planning')`,
      ),
    )
    .limit(atOnce);
  for (const { id } of rows) {
    await removeSpool(batchSpool(id));
    await inTransaction(async (tx) => {
      noteDestroyed([{ what: "erasure_batch", id }]);
      const batch = await lockBatch(tx, id);
      await tx.delete(erasureBatchPerson).where(eq(erasureBatchPerson.batchId, id));
      await tx
        .update(erasureBatch)
        .set({ wrappedKey: null, destroyedAt: sql`now()` })
        .where(eq(erasureBatch.id, id));
      await note(tx, batch, null, { step: "forgotten" });
    });
  }
  return rows.length;
}
