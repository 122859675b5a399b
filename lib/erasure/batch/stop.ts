import { and, eq, inArray, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import type { StaffAction } from "#lib/staff/permissions.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { bothMayApprove } from "../start.ts";
import { placesHash } from "../stop.ts";
import { leaveAgain } from "../sweep/batch-again.ts";
import { untroubled } from "../work.ts";
import { batchIsHeld } from "./held.ts";
import { batchKey } from "./key.ts";
import { readKeptList } from "./people-file.ts";
import {
  type BatchRow,
  type BatchSystemRow,
  listAt,
  lockBatch,
  mustMayBatch,
  note,
  stopBatch,
} from "./work.ts";

type Act = (tx: Transaction, batch: BatchRow) => Promise<void>;

async function onBatch(actor: Actor, id: string, need: StaffAction, act: Act): Promise<void> {
  mustMayBatch(actor, need);
  await inTransaction(async (tx) => act(tx, await lockBatch(tx, rowId(id))));
}

/** Gives a batch up that has not begun, or has stopped. What was proven of it stays so. */
export function dropBatch(actor: Actor, id: string): Promise<void> {
  return onBatch(actor, id, "work", async (tx, batch) => {
    if (!["locating", "planning", "proposed", "approved", "stopped"].includes(batch.status))
      throw new HabeasError("conflict", "A batch that runs is stopped first; one that is done stays done.");
    await tx
      .update(erasureBatch)
      .set({ status: "dropped", state: "settled", endedAt: sql`now()`, sealedSecret: null })
      .where(eq(erasureBatch.id, batch.id));
    // Who is there again stays, by the word of staff: it is not proposed every night.
    if (batch.kind === "came_back")
      await leaveAgain(tx, await readKeptList(batchKey(batch), listAt(batch.id)));
    await note(tx, batch, actor, { step: "dropped" });
  });
}

/** Stops a batch that runs, in all its systems: no further chunk begins. */
export function haltBatch(actor: Actor, id: string): Promise<void> {
  return onBatch(actor, id, "work", async (tx, batch) => {
    if (batch.status !== "acting" && batch.status !== "approved")
      throw new HabeasError("conflict", "This batch does not run.");
    await stopBatch(tx, batch, actor, "stopped");
  });
}

/**
 * Lets a batch go on that has stopped, as it was approved: it is compared with the live systems again. Throws
 * HabeasError `conflict` where somebody who approved may not any more, or somebody of it is held.
 */
export async function resumeBatch(actor: Actor, id: string): Promise<void> {
  demandFresh(actor);
  return onBatch(actor, id, "approve", async (tx, batch) => {
    if (batch.status !== "acting" && batch.status !== "stopped")
      throw new HabeasError("conflict", "This batch has not stopped.");
    if (await batchIsHeld(tx, batch.id))
      throw new HabeasError(
        "conflict",
        "A legal hold or a restriction forbids it. Lift it, or drop the batch.",
      );
    if (!(await bothMayApprove(tx, batch)))
      throw new HabeasError(
        "conflict",
        "Somebody who approved it may not approve any more. Make a new plan.",
      );
    if (batch.waitUntil !== null && batch.waitUntil > new Date())
      throw new HabeasError("conflict", "The waiting period is not over. Let it go on when it is.");
    const startedAt = sql`coalesce(${erasureBatch.startedAt}, clock_timestamp())`;
    if (batch.status === "stopped")
      await tx
        .update(erasureBatch)
        .set({ status: "acting", stoppedWhy: null, startedAt })
        .where(eq(erasureBatch.id, batch.id));
    const parked = [
      eq(erasureBatchSystem.state, "parked"),
      inArray(erasureBatchSystem.phase, ["act", "prove"]),
    ];
    const rows = await tx
      .update(erasureBatchSystem)
      .set({ state: "ready", notBefore: sql`now()`, ...untroubled })
      .where(and(eq(erasureBatchSystem.batchId, batch.id), ...parked))
      .returning();
    for (const row of rows) await ring(tx, "batch.system", row.id);
    await note(tx, batch, actor, { step: "resumed", systems: rows.length });
  });
}

const noteContext = (id: string) => `erasure_batch_system/${id}/note`;

/** Staff write down that they did by hand what a system's plan leaves to people; then it is looked up again. */
export async function recordBatchByHand(actor: Actor, systemRow: string, typed: string): Promise<void> {
  await onSystem(actor, systemRow, "work", async (tx, batch, row) => {
    if (row.state !== "parked" || row.phase !== "by_hand")
      throw new HabeasError("conflict", "Nothing waits to be done by hand here.");
    await noted(tx, batch, row, typed, { phase: "prove", byHandBy: actorName(actor) });
    await note(tx, batch, actor, { step: "by_hand", system: row.systemId });
    if (batch.status === "acting") await proveAgain(tx, row);
  });
}

/**
 * Staff found that places where people are still named must stay or are somebody else's: with a reason, as evidence. `seen`
 * is the `placesHash` of those that they were shown. Throws HabeasError `conflict` where other places are found by now.
 */
export async function acceptBatchRemains(
  actor: Actor,
  systemRow: string,
  { reason, seen }: { reason: string; seen: string },
): Promise<void> {
  demandFresh(actor);
  await onSystem(actor, systemRow, "approve", async (tx, batch, row) => {
    const only = row.standing === 0 && row.returned === 0 && (row.mentions?.length ?? 0) > 0;
    if (row.state !== "parked" || row.troubleCode !== "remains" || !only)
      throw new HabeasError("conflict", "Only places where people are named can be explained, not records.");
    if (placesHash(row.mentions ?? []) !== seen)
      throw new HabeasError("conflict", "These are not the places that you were shown. Please look again.");
    await noted(tx, batch, row, reason, { accepted: row.mentions, acceptedBy: actorName(actor) });
    await note(tx, batch, actor, { step: "remains_accepted", system: row.systemId });
    if (batch.status === "stopped")
      await tx
        .update(erasureBatch)
        .set({ status: "acting", stoppedWhy: null })
        .where(eq(erasureBatch.id, batch.id));
    await proveAgain(tx, row);
  });
}

async function onSystem(
  actor: Actor,
  systemRow: string,
  need: StaffAction,
  act: (tx: Transaction, batch: BatchRow, row: BatchSystemRow) => Promise<void>,
): Promise<void> {
  mustMayBatch(actor, need);
  await inTransaction(async (tx) => {
    const of = eq(erasureBatchSystem.id, rowId(systemRow));
    const [seen] = await tx
      .select({ batchId: erasureBatchSystem.batchId })
      .from(erasureBatchSystem)
      .where(of);
    const batch = await lockBatch(tx, seen?.batchId ?? notFound());
    const [row] = await tx.select().from(erasureBatchSystem).where(of).for("update");
    await act(tx, batch, row ?? notFound());
  });
}

async function noted(
  tx: Transaction,
  batch: BatchRow,
  row: BatchSystemRow,
  typed: string,
  set: Partial<BatchSystemRow>,
): Promise<void> {
  const text = typed.trim();
  if (text === "")
    throw new HabeasError("invalid", "Say in a sentence what you did or found: it is the evidence.");
  const key = batchKey(batch);
  const before = row.sealedNote === null ? "" : `${open(key, noteContext(row.id), row.sealedNote)}\n\n`;
  const sealedNote = seal(key, noteContext(row.id), before + text.slice(0, 4000));
  await tx
    .update(erasureBatchSystem)
    .set({ ...set, sealedNote })
    .where(eq(erasureBatchSystem.id, row.id));
}

async function proveAgain(tx: Transaction, { id }: BatchSystemRow): Promise<void> {
  const again = { state: "ready", notBefore: sql`now()`, ...untroubled };
  await tx.update(erasureBatchSystem).set(again).where(eq(erasureBatchSystem.id, id));
  await ring(tx, "batch.system", id);
}
