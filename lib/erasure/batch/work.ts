import { and, eq } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import type { ConnectorError } from "#connectors/errors.ts";
import { erasureBatch, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import { audit } from "#lib/audit/append.ts";
import type { AuditEvent } from "#lib/audit/events.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { type Lease, stillOurs } from "#lib/jobs/lease.ts";
import { seesEverything } from "#lib/request/access.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { type StopCode, stopWords, untroubled } from "../work.ts";
import { batchKey } from "./key.ts";

export type BatchRow = typeof erasureBatch.$inferSelect;
export type BatchSystemRow = typeof erasureBatchSystem.$inferSelect;

/** One claimed system of a batch with what is needed to work on it. */
export type BatchWork = {
  lease: Lease;
  row: BatchSystemRow;
  batch: BatchRow;
  key: DataKey;
  /** Everybody's keys in the system, once they were read. */
  keys?: readonly FoundKey[];
};

/** What is needed to read a system's lists and to look it up again, whoever does it. */
export type BatchListing = Omit<BatchWork, "lease">;

/** Everything of a batch lies below this, and is removed with its key. */
export const batchSpool = (batchId: string) => `spool/batch/${batchId}`;
export const listAt = (batchId: string) => `${batchSpool(batchId)}/list`;
export const peopleAt = (batchId: string) => `${batchSpool(batchId)}/people`;
export const systemSpool = (row: Pick<BatchSystemRow, "batchId" | "id">) =>
  `${batchSpool(row.batchId)}/${row.id}`;

/** True of a batch that nothing is done about any more. */
export const batchSettled = (status: string): boolean => status === "done" || status === "dropped";

/** Our own worker, acting for a batch. */
const worker = (batchId: string): Actor => ({ kind: "worker", requestId: batchId });

/** Whoever may not see batches is answered as if there were none. */
export function mustMayBatch(actor: Actor, action: StaffAction): void {
  if (actor.kind === "operator") return;
  // A batch is over all brands and places.
  if (actor.kind !== "staff" || !seesEverything(actor)) notFound();
  if (!allowed(actor.role, action))
    throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
}

/** An entry of the house's own chain about a batch. */
export async function note(
  tx: Transaction,
  batch: Pick<BatchRow, "id" | "number">,
  by: Actor | null,
  event: Omit<Extract<AuditEvent, { kind: "batch" }>, "kind" | "batch">,
): Promise<void> {
  await audit(tx, null, by ?? worker(batch.id), { kind: "batch", batch: batch.number, ...event });
}

export async function lockBatch(tx: Transaction, id: string): Promise<BatchRow> {
  const [row] = await tx.select().from(erasureBatch).where(eq(erasureBatch.id, id)).for("update");
  return row ?? notFound();
}

export async function batchSystems(tx: Queryable, batchId: string): Promise<BatchSystemRow[]> {
  return tx
    .select()
    .from(erasureBatchSystem)
    .where(eq(erasureBatchSystem.batchId, batchId))
    .orderBy(erasureBatchSystem.position);
}

/** What is needed to work on a claimed system; null where it is gone. */
export async function batchWorkOf(lease: Lease): Promise<BatchWork | null> {
  const [found] = await database()
    .select({ row: erasureBatchSystem, batch: erasureBatch })
    .from(erasureBatchSystem)
    .innerJoin(erasureBatch, eq(erasureBatchSystem.batchId, erasureBatch.id))
    .where(eq(erasureBatchSystem.id, lease.id));
  return found ? { ...found, lease, key: batchKey(found.batch) } : null;
}

/** Commits under the lock of the batch, only while the lease is still ours. */
export async function commitBatch(
  lease: Lease,
  batchId: string,
  write: (tx: Transaction, batch: BatchRow) => Promise<unknown>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    await stillOurs(tx, lease);
    await write(tx, batch);
  });
}

/** Writes to the row of a claimed system, under its lease. */
export async function setSystem(
  { lease, row }: Pick<BatchWork, "lease" | "row">,
  set: Partial<typeof erasureBatchSystem.$inferInsert>,
): Promise<void> {
  await commitBatch(lease, row.batchId, (tx) =>
    tx.update(erasureBatchSystem).set(set).where(eq(erasureBatchSystem.id, row.id)),
  );
}

/** Keeps a system for another try, later after every failure. It is never given up. */
export async function failSystem(
  { lease, row, batch }: BatchWork,
  error: ConnectorError | null,
): Promise<void> {
  const later = laterTry(row.attempts, error);
  await commitBatch(lease, row.batchId, async (tx) => {
    await tx.update(erasureBatchSystem).set(later).where(eq(erasureBatchSystem.id, row.id));
    if (later.troubleCode !== row.troubleCode)
      await note(tx, batch, null, { step: "trouble", system: row.systemId, code: later.troubleCode });
  });
}

/** Stops this system's part until staff have looked; the other systems go on. */
export async function stopBatchSystem(work: BatchWork, code: StopCode, counts = ""): Promise<void> {
  await commitBatch(work.lease, work.row.batchId, async (tx, batch) => {
    await tx
      .update(erasureBatchSystem)
      .set({ state: "parked", ...untroubled, troubleCode: code, trouble: batchStopWords(code) + counts })
      .where(eq(erasureBatchSystem.id, work.row.id));
    await note(tx, batch, null, { step: "system_stopped", system: work.row.systemId, code });
    await stopIfNobodyGoesOn(tx, batch);
  });
}

/** A batch in which nothing runs any more and something has stopped is stopped as a whole, visibly. */
export async function stopIfNobodyGoesOn(tx: Transaction, batch: BatchRow): Promise<void> {
  if (batch.status !== "acting") return;
  const rows = await batchSystems(tx, batch.id);
  if (rows.some((row) => row.state === "ready" || row.state === "running")) return;
  const stopped = rows.find((row) => row.state === "parked" && row.phase !== "by_hand");
  if (stopped) await stopBatch(tx, batch, null, stopped.troubleCode ?? "stopped");
}

/** Stops a whole batch: no chunk begins after this commits. */
export async function stopBatch(
  tx: Transaction,
  batch: Pick<BatchRow, "id" | "number">,
  by: Actor | null,
  why: string,
): Promise<void> {
  await tx
    .update(erasureBatch)
    .set({ status: "stopped", stoppedWhy: why })
    .where(eq(erasureBatch.id, batch.id));
  await tx
    .update(erasureBatchSystem)
    .set({ state: "parked", troubleCode: why, trouble: batchStopWords(why) })
    .where(and(eq(erasureBatchSystem.batchId, batch.id), eq(erasureBatchSystem.state, "ready")));
  await note(tx, batch, by, { step: "stopped", code: why });
}

/** Why a part or the whole stops, in plain words without personal data. */
export function batchStopWords(code: string): string {
  if (code === "held")
    return "A legal hold or a restriction forbids it for somebody of the list. Make a new plan without them.";
  return stopWords[code as StopCode] ?? stopWords.stopped;
}
