import { desc, eq, sql } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import type { Eraser } from "#connectors/erase.ts";
import { erasureBatchChunk, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import type { PlannedStep } from "#drizzle/schema/erasure.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { stillOurs } from "#lib/jobs/lease.ts";
import { type Deed, sumOf } from "../deed.ts";
import { askingTokens } from "../retention/asking.ts";
import { type PlannedTarget, plannedTargets } from "../steps.ts";
import { type StopCode, untroubled } from "../work.ts";
import { keysIn } from "./people-file.ts";
import { batchSecret } from "./plan.ts";
import { stopBeforeChunk } from "./start.ts";
import {
  type BatchListing,
  type BatchWork,
  batchStopWords,
  commitBatch,
  peopleAt,
  setSystem,
  stopBatch,
  stopBatchSystem,
  systemSpool,
} from "./work.ts";

/** Every row of everybody in the batch, as it would be planned by the day of the plan. */
export async function* theirRows(
  work: BatchListing,
  eraser: Eraser,
  steps: readonly PlannedStep[],
): AsyncGenerator<PlannedTarget[]> {
  const keys = await keysOf(work);
  if (keys.length > 0) yield* plannedTargets(eraser, keys, steps, work.batch.asOf);
}

/** Of a retention run nobody who has asked for something since it was planned: their records wait. */
async function keysOf(work: BatchListing): Promise<readonly FoundKey[]> {
  if (work.keys) return work.keys;
  const asking = work.batch.kind === "retention" ? await askingTokens(database()) : new Set<string>();
  work.keys = await keysIn(work.key, peopleAt(work.batch.id), work.row.systemId, asking);
  return work.keys;
}

/** Answers the keys of the people whose rows some are. */
export function whoseIn(work: BatchListing): (targets: readonly PlannedTarget[]) => Promise<FoundKey[]> {
  let byVia: ReadonlyMap<string, FoundKey[]> | undefined;
  return async (targets) => {
    byVia ??= Map.groupBy(await keysOf(work), (one) => one.key);
    const known = byVia;
    return [...new Set(targets.map((one) => one.via))].flatMap((via) => known.get(via) ?? []);
  };
}

/** One system of a batch as a deed. */
export function batchDeed(work: BatchWork): Deed {
  const { row, lease, key } = work;
  return {
    lease,
    key,
    row,
    secret: () => batchSecret(key, work.batch),
    actAt: `${systemSpool(row)}/${lease.fence}/3`,
    theirs: (eraser, steps) => theirRows(work, eraser, steps),
    whose: whoseIn(work),
    async keepActList(list) {
      const begun = { ...list, startedAt: new Date() };
      await setSystem(work, begun);
      Object.assign(row, begun);
    },
    stopBefore: () => stopBeforeChunk(work),
    halt: (why) => halt(work, why),
    stop: (code, counts) => stopBatchSystem(work, code, counts),
    async lastChunk() {
      const found = database()
        .select()
        .from(erasureBatchChunk)
        .where(eq(erasureBatchChunk.systemRow, row.id));
      const [last] = await found.orderBy(desc(erasureBatchChunk.number)).limit(1);
      return last ?? null;
    },
    async writeEvidence(chunks, cursor, list) {
      const { changed, gone } = erasureBatchSystem;
      await inTransaction(async (tx) => {
        await stillOurs(tx, lease);
        if (chunks.length > 0) await tx.insert(erasureBatchChunk).values([...chunks]);
        const sums = {
          changed: sql`${changed} + ${sumOf(chunks, "changed")}`,
          gone: sql`${gone} + ${sumOf(chunks, "gone")}`,
          chunks: sql`${erasureBatchSystem.chunks} + ${chunks.length}`,
        };
        const set = { ...untroubled, ...sums, ...list, cursor };
        await tx.update(erasureBatchSystem).set(set).where(eq(erasureBatchSystem.id, row.id));
      });
      Object.assign(row, list);
    },
    finish: (phase) =>
      setSystem(work, { cursor: row.actRows, phase, ...(phase === "by_hand" ? { state: "parked" } : {}) }),
  };
}

/** Staff stopped it, or somebody of it is held by now, between two chunks. */
async function halt({ lease, row }: BatchWork, why: StopCode): Promise<void> {
  await commitBatch(lease, row.batchId, async (tx, batch) => {
    if (why === "held" && batch.status === "acting") await stopBatch(tx, batch, null, "held");
    const code = why === "held" ? why : (batch.stoppedWhy ?? "stopped");
    await tx
      .update(erasureBatchSystem)
      .set({ state: "parked", troubleCode: code, trouble: batchStopWords(code) })
      .where(eq(erasureBatchSystem.id, row.id));
  });
}
