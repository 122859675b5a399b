import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchPerson } from "#drizzle/schema/batch.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { batchSpool, lockBatch, note } from "./work.ts";

/** Days after the end of a batch for which its lists are kept: until then what was done can be looked at row by row. */
const daysKept = 30;
const atOnce = 20;

/**
 * Destroys the lists of batches that ended: first the stored bytes, then the key that opens them, and the tokens by which
 * their people could be told. Receipts and evidence stay; they name nobody. Returns how many.
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
      ),
    )
    .limit(atOnce);
  for (const { id } of rows) {
    await removeSpool(batchSpool(id));
    await inTransaction(async (tx) => {
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
