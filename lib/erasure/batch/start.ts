import { eq, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import { database } from "#lib/db/database.ts";
import { bothMayApprove } from "../start.ts";
import type { StopCode } from "../work.ts";
import { batchIsHeld } from "./held.ts";
import { type BatchWork, batchStopWords, commitBatch, note, stopBatch } from "./work.ts";

/**
 * Makes sure that the batch has begun, by whichever of its systems comes first: the waiting period is over, both who
 * approved may still approve, nobody of it is held. False where this system must wait or was parked with the reason.
 */
export async function batchBegun(work: BatchWork): Promise<boolean> {
  let may = false;
  await commitBatch(work.lease, work.row.batchId, async (tx, batch) => {
    may = batch.status === "acting";
    if (may) return;
    const set = (to: Partial<typeof erasureBatchSystem.$inferInsert>) =>
      tx.update(erasureBatchSystem).set(to).where(eq(erasureBatchSystem.id, work.row.id));
    const park = (code: string) => set({ state: "parked", troubleCode: code, trouble: batchStopWords(code) });
    if (batch.status !== "approved") return park(batch.stoppedWhy ?? "stopped");
    const waits = await tx.execute(
      sql`select 1 from erasure_batch where id = ${batch.id} and wait_until > clock_timestamp()`,
    );
    if (waits.rows.length > 0) return set({ state: "ready", notBefore: batch.waitUntil ?? new Date() });
    const hindrance: StopCode | null = (await batchIsHeld(tx, batch.id))
      ? "held"
      : (await bothMayApprove(tx, batch))
        ? null
        : "approver_revoked";
    if (hindrance) {
      await stopBatch(tx, batch, null, hindrance);
      return park(hindrance);
    }
    await tx
      .update(erasureBatch)
      .set({ status: "acting", startedAt: sql`clock_timestamp()` })
      .where(eq(erasureBatch.id, batch.id));
    await note(tx, batch, null, { step: "started", hash: batch.hash?.toString("hex") ?? "" });
    may = true;
  });
  return may;
}

/** What keeps the next chunk from beginning. Read before every chunk; a stop by staff or a new hold counts at once. */
export async function stopBeforeChunk({ row }: BatchWork): Promise<"stopped" | "held" | null> {
  const [now] = await database()
    .select({ status: erasureBatch.status })
    .from(erasureBatch)
    .where(eq(erasureBatch.id, row.batchId));
  if (now?.status !== "acting") return "stopped";
  return (await batchIsHeld(database(), row.batchId)) ? "held" : null;
}
