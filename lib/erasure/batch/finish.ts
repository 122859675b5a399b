import { eq, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import type { Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { leftWords, outcomeOf } from "../finish.ts";
import { stopWords, untroubled } from "../work.ts";
import type { BatchProof } from "./prove.ts";
import {
  type BatchRow,
  type BatchWork,
  batchSystems,
  commitBatch,
  note,
  stopIfNobodyGoesOn,
} from "./work.ts";

/**
 * Writes down what the re-query found. Where nothing is left that the plan does not leave, the system is done, and the
 * last one lets the receipts be written. Where something is left, nothing says done: the system stops.
 */
export async function finishBatchSystem(work: BatchWork, proof: BatchProof): Promise<void> {
  const { row } = work;
  const found = { standing: proof.standing, returned: proof.returned, mentions: proof.mentions };
  const mine = eq(erasureBatchSystem.id, row.id);
  const left = proof.standing > 0 || proof.returned > 0 || proof.unexplained.length > 0;
  const outcome = outcomeOf(proof);
  await commitBatch(work.lease, row.batchId, async (tx, batch) => {
    if (left) {
      const trouble = { troubleCode: "remains", trouble: stopWords.remains + leftWords(proof) };
      const set = { ...found, ...untroubled, ...trouble, state: "parked", phase: "prove" };
      await tx.update(erasureBatchSystem).set(set).where(mine);
      await note(tx, batch, null, { step: "system_stopped", system: row.systemId, code: "remains" });
      return stopIfNobodyGoesOn(tx, batch);
    }
    const { kept, countsKey, at } = proof;
    const done = { ...found, kept, countsKey, outcome, provenAt: at, endedAt: sql`now()` };
    await tx
      .update(erasureBatchSystem)
      .set({ ...untroubled, ...done, state: "settled", phase: "done" })
      .where(mine);
    await note(tx, batch, null, {
      ...{ step: "system_done", system: row.systemId, code: outcome },
      ...{ changing: row.changed, kept: proof.acted.keep },
    });
    await receiptsIfDone(tx, batch);
  });
}

/** Once every system is proven, the batch itself becomes work again: its receipts. */
async function receiptsIfDone(tx: Transaction, batch: BatchRow): Promise<void> {
  const rows = await batchSystems(tx, batch.id);
  if (rows.some((row) => row.state !== "settled")) return stopIfNobodyGoesOn(tx, batch);
  await tx
    .update(erasureBatch)
    .set({ state: "ready", notBefore: sql`now()` })
    .where(eq(erasureBatch.id, batch.id));
  await ring(tx, "batch.run", batch.id);
}
