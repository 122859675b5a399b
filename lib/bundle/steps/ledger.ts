import { and, asc, eq, gte } from "drizzle-orm";
import { bundlePiece, bundleStep } from "#drizzle/schema/package.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { type Lease, stillOurs } from "#lib/jobs/lease.ts";
import { foldersOf, removeSpool } from "#lib/spool/spool.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import type { StepLoad } from "./made-from.ts";
import type { StoredPiece } from "./piece.ts";
import type { DoneStep } from "./stored-package.ts";

const context = (bundleId: string, position: number) => `bundle_step/${bundleId}/${position}`;

/** Where the pieces of a bundle lie, each attempt at each step in a folder of its own below it. */
export function packageFolder(requestId: string, number: number): string {
  return `bundle/${requestId}/${number}`;
}

/**
 * The steps of a bundle that earlier attempts finished, in order. Those that were made from something else are
 * forgotten, with all that came after them.
 */
export async function stepsDone(lease: Lease, key: DataKey, madeFrom: Buffer): Promise<DoneStep[]> {
  return inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    const rows = await tx
      .select()
      .from(bundleStep)
      .where(eq(bundleStep.bundleId, lease.id))
      .orderBy(asc(bundleStep.position));
    const stands = rows.every((row, i) => row.position === i && row.madeFrom.equals(madeFrom));
    if (!stands) {
      await tx.delete(bundleStep).where(eq(bundleStep.bundleId, lease.id));
      return [];
    }
    const done: DoneStep[] = [];
    for (const row of rows) {
      const kept = JSON.parse(open(key, context(lease.id, row.position), row.sealed)) as Kept;
      done.push({ name: row.name, ...kept, pieces: await piecesOfStep(tx, row.id) });
    }
    return done;
  });
}

type Kept = Pick<DoneStep, "entries" | "result">;

/** Makes a finished step last. Throws LeaseLost where somebody else builds the bundle by now. */
export async function commitStep(
  lease: Lease,
  key: DataKey,
  step: DoneStep & { position: number; madeFrom: Buffer; load: StepLoad | null },
): Promise<void> {
  const { name, position, madeFrom, load, pieces } = step;
  const kept: Kept = { entries: step.entries, result: step.result };
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    const sealed = seal(key, context(lease.id, position), JSON.stringify(kept));
    const values = { bundleId: lease.id, position, name, madeFrom, sealed, ...load };
    const [row] = await tx.insert(bundleStep).values(values).returning({ id: bundleStep.id });
    if (row === undefined || pieces.length === 0) return;
    await tx
      .insert(bundlePiece)
      .values(pieces.map((piece, i) => ({ stepId: row.id, position: i, ...piece })));
  });
}

/** What steps returned is of no use once the bundle is whole, and it may hold samples of records. */
export async function forgetResults(tx: Transaction, bundleId: string): Promise<void> {
  await tx
    .update(bundleStep)
    .set({ sealed: Buffer.alloc(0) })
    .where(eq(bundleStep.bundleId, bundleId));
}

/** The pieces of a bundle in the order of its bytes. */
export async function chainOf(tx: Queryable, bundleId: string): Promise<StoredPiece[]> {
  return tx
    .select({ storageKey: bundlePiece.storageKey, bytes: bundlePiece.bytes })
    .from(bundlePiece)
    .innerJoin(bundleStep, eq(bundlePiece.stepId, bundleStep.id))
    .where(eq(bundleStep.bundleId, bundleId))
    .orderBy(asc(bundleStep.position), asc(bundlePiece.position));
}

/** Forgets the steps of a bundle from `position` on. Throws LeaseLost where somebody else builds it by now. */
export async function forgetFrom(lease: Lease, position: number): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await tx
      .delete(bundleStep)
      .where(and(eq(bundleStep.bundleId, lease.id), gte(bundleStep.position, position)));
  });
}

/**
 * Removes from the store what attempts before this one left below `folder` that no step of the bundle speaks of. What
 * later attempts write stays: whoever was held up for long may not know yet that it lost its lease.
 */
export async function removeLeftOvers(lease: Lease, folder: string): Promise<void> {
  const chain = await chainOf(database(), lease.id);
  const kept = new Set(chain.map((piece) => piece.storageKey.slice(folder.length + 1).split("/")[0]));
  for (const name of await foldersOf(folder)) {
    const fence = Number(/-(\d+)$/.exec(name)?.[1] ?? lease.fence);
    if (fence < lease.fence && !kept.has(name)) await removeSpool(`${folder}/${name}`);
  }
}

function piecesOfStep(tx: Queryable, stepId: string): Promise<StoredPiece[]> {
  return tx
    .select({ storageKey: bundlePiece.storageKey, bytes: bundlePiece.bytes })
    .from(bundlePiece)
    .where(eq(bundlePiece.stepId, stepId))
    .orderBy(asc(bundlePiece.position));
}
