import { eq } from "drizzle-orm";
import type { Eraser } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { erasureBatch, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import type { System } from "#lib/map/schema.ts";
import { actOnSystem } from "../act.ts";
import { writeListing } from "../listing.ts";
import { plannedSteps } from "../steps.ts";
import { withUnreached } from "../unreached.ts";
import { untroubled } from "../work.ts";
import { batchDeed, theirRows } from "./deed.ts";
import { keptBefore } from "./ended.ts";
import { finishBatchSystem } from "./finish.ts";
import { locateBatch } from "./locate.ts";
import { proposeBatch } from "./plan.ts";
import { proofOfBatch } from "./prove.ts";
import { writeReceipts } from "./receipts.ts";
import { batchBegun } from "./start.ts";
import { systemOfBatch } from "./system.ts";
import {
  type BatchRow,
  type BatchWork,
  batchStopWords,
  batchWorkOf,
  commitBatch,
  failSystem,
  note,
  stopBatchSystem,
  systemSpool,
} from "./work.ts";

/** So many workers may die in a row without getting on, before it is left for staff to look at. */
const mostLost = 3;

/** Locates everybody of a batch, or writes their receipts. Harmless to call at any time. */
export async function runBatch(id: string): Promise<void> {
  await leased("erasure_batch", id, async (lease) => {
    const [batch] = await database().select().from(erasureBatch).where(eq(erasureBatch.id, id));
    if (!batch) return;
    const locates = batch.status === "locating";
    if (batch.lost >= mostLost || (!locates && batch.status !== "acting")) return parkBatch(lease, batch);
    try {
      await (locates ? locateBatch(lease, batch) : writeReceipts(lease, batch));
    } catch (error) {
      await failed(error, lease, (known) => failBatch(lease, batch, known));
    }
  });
}

/** Works on one system of a batch: lists it, acts as approved, looks it up again. Harmless to call at any time. */
export async function runBatchSystem(id: string): Promise<void> {
  await leased("erasure_batch_system", id, async (lease) => {
    const work = await batchWorkOf(lease);
    if (!work) return;
    const { row, batch } = work;
    const goesOn = row.phase === "plan" ? ["planning"] : ["approved", "acting"];
    if (!goesOn.includes(batch.status)) return parkSystem(work);
    if (row.lost >= mostLost) return stopBatchSystem(work, "worker_died");
    try {
      // What must wait, or may not begin, asks nothing of the system.
      if (row.phase !== "plan" && !(await batchBegun(work))) return;
      const { system, only } = systemOfBatch(batch, row.systemId);
      const session = await openSession(system, lease.signal, { kind: "erase" });
      try {
        if (!session.eraser)
          throw new ConnectorError(
            "misconfigured",
            "This kind of system cannot be erased by machine any more.",
          );
        await step(work, only(session.eraser), system);
      } finally {
        await session.close();
      }
    } catch (error) {
      await failed(error, lease, (known) => failSystem(work, known));
    }
  });
}

async function leased(
  table: "erasure_batch" | "erasure_batch_system",
  id: string,
  work: (lease: Lease) => Promise<void>,
): Promise<void> {
  const lease = await claim(table, id);
  if (!lease) return;
  try {
    await work(lease);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    log.warn({ err: error, batch: id }, "a batch will be picked up again");
    await giveBack(lease);
  } finally {
    lease.end();
  }
}

async function failed(
  error: unknown,
  lease: Lease,
  keep: (known: ConnectorError | null) => Promise<void>,
): Promise<void> {
  if (error instanceof LeaseLost || lease.signal.aborted) throw new LeaseLost();
  const known = error instanceof ConnectorError ? error : null;
  if (!known) log.error({ err: error, batch: lease.id }, "a batch failed");
  await keep(known);
}

async function step(work: BatchWork, eraser: Eraser, system: System): Promise<void> {
  if (work.row.phase === "plan") return listBatchSystem(work, eraser);
  if (work.row.phase === "act" && !(await actOnSystem(batchDeed(work), eraser))) return;
  await finishBatchSystem(work, await proofOfBatch(work, eraser, system));
}

/** Lists what the batch would do in one system. Changes nothing there. */
async function listBatchSystem(work: BatchWork, eraser: Eraser): Promise<void> {
  const { row, key, lease } = work;
  const steps = plannedSteps(await eraser.steps(), eraser.endsKeeps ?? false);
  const base = `${systemSpool(row)}/${lease.fence}`;
  const found = withUnreached(
    theirRows(work, eraser, steps),
    steps,
    await keptBefore(work),
    work.batch.asOf,
    eraser,
  );
  const listing = await writeListing(key, base, eraser, steps, found);
  await commitBatch(lease, row.batchId, async (tx, batch) => {
    await tx
      .update(erasureBatchSystem)
      .set({ ...untroubled, ...listing, state: "parked", phase: "act" })
      .where(eq(erasureBatchSystem.id, row.id));
    await note(tx, batch, null, { step: "listed", system: row.systemId, rows: listing.rows });
    await proposeBatch(tx, batch);
  });
}

/** Nobody waits for it now, or our processes died over it: staff look at it. */
async function parkBatch(lease: Lease, { id, lost }: BatchRow): Promise<void> {
  const died = { troubleCode: "worker_died", trouble: batchStopWords("worker_died") };
  await commitBatch(lease, id, (tx) =>
    tx
      .update(erasureBatch)
      .set({ state: "parked", ...(lost >= mostLost ? died : {}) })
      .where(eq(erasureBatch.id, id)),
  );
}

async function parkSystem({ lease, row, batch }: BatchWork): Promise<void> {
  const code = batch.status === "stopped" ? (batch.stoppedWhy ?? "stopped") : null;
  const trouble = code ? { troubleCode: code, trouble: batchStopWords(code) } : {};
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await tx
      .update(erasureBatchSystem)
      .set({ state: "parked", ...trouble })
      .where(eq(erasureBatchSystem.id, row.id));
  });
}

async function failBatch(lease: Lease, batch: BatchRow, error: ConnectorError | null): Promise<void> {
  const later = laterTry(batch.attempts, error);
  await commitBatch(lease, batch.id, (tx) =>
    tx.update(erasureBatch).set(later).where(eq(erasureBatch.id, batch.id)),
  );
}
