import { randomUUID } from "node:crypto";
import { and, eq, inArray, max } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import type { Eraser, ErasureStep, KeepImages, RowKey } from "#connectors/erase.ts";
import { erasureImage, erasureUndo } from "#drizzle/schema/undo.ts";
import { environment } from "#lib/config/environment.ts";
import { addDays } from "#lib/core/day.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { stillOurs } from "#lib/jobs/lease.ts";
import { companyToday } from "#lib/map/today.ts";
import { eraserStep } from "../steps.ts";
import { commitWork, type SystemWork } from "../work.ts";
import { imagesOf, newUndoKey, undoKeyOf, writeImages } from "./images.ts";

/** Keeps what one system's part is taken back by, and notes which of it was really done. */
export type Keeper = {
  keep: KeepImages;
  /** In the transaction that writes the evidence: the acts since the last time were done. */
  sure(tx: Transaction): Promise<void>;
};

/**
 * Who keeps the images of a part while it is done; null where nothing is to be kept, or this system cannot be taken
 * back. Whether it can is decided before the first chunk and stays so.
 */
export async function keeperFor(work: SystemWork, eraser: Eraser): Promise<Keeper | null> {
  const undo = (await undoOf(work.row.id)) ?? (await begin(work, eraser));
  if (!undo?.wrapped) return null;
  const key = undoKeyOf(undo.id, undo.wrapped);
  const [last] = await database()
    .select({ number: max(erasureImage.number) })
    .from(erasureImage)
    .where(eq(erasureImage.undoId, undo.id));
  let number = last?.number ?? 0;
  let unsure: number[] = [];
  return {
    async keep(images) {
      number++;
      const storageKey = `${imagesOf(undo)}/${work.lease.fence}-${number}`;
      await writeImages(key, storageKey, images);
      const row = { undoId: undo.id, number, storageKey, rows: images.length };
      await inTransaction(async (tx) => {
        await stillOurs(tx, work.lease);
        await tx.insert(erasureImage).values(row);
      });
      unsure.push(number);
    },
    async sure(tx) {
      if (unsure.length === 0) return;
      await tx
        .update(erasureImage)
        .set({ sure: true })
        .where(and(eq(erasureImage.undoId, undo.id), inArray(erasureImage.number, unsure)));
      unsure = [];
    },
  };
}

type UndoRow = typeof erasureUndo.$inferSelect;

async function undoOf(systemRow: string): Promise<UndoRow | undefined> {
  const [row] = await database().select().from(erasureUndo).where(eq(erasureUndo.systemRow, systemRow));
  return row;
}

async function begin(work: SystemWork, eraser: Eraser): Promise<UndoRow | null> {
  const days = environment().HABEAS_ERASURE_UNDO_DAYS;
  const begun = work.row.chunks > 0 || work.row.cursor > 0;
  if (days === 0 || begun || (await whyNoUndo(eraser, work.row.steps.map(eraserStep))) !== null) return null;
  const id = randomUUID();
  const made = {
    id,
    systemRow: work.row.id,
    requestId: work.row.requestId,
    state: "parked",
    wrapped: newUndoKey(id).wrapped,
    days,
    untilDay: addDays(companyToday(), days),
  };
  const written: UndoRow[] = [];
  await commitWork(work, async (tx) => {
    written.push(...(await tx.insert(erasureUndo).values(made).returning()));
  });
  return written[0] ?? null;
}

/** Why a part could not be taken back, in plain words; null where it could. */
export async function whyNoUndo(eraser: Eraser, steps: readonly ErasureStep[]): Promise<string | null> {
  if (!eraser.undo) return "What is erased in this kind of system cannot be put back.";
  return eraser.undo.hindrance(steps);
}

/** One act with what takes it back. An error of ours on the way is thrown as it is, and not as one of the system. */
export async function actKeeping(
  eraser: Eraser,
  keep: KeepImages | undefined,
  whose: readonly FoundKey[] | undefined,
  ...[step, rows, secret]: [ErasureStep, readonly RowKey[], Uint8Array]
) {
  if (keep === undefined) return eraser.act(step, rows, secret, undefined, whose);
  const failed: unknown[] = [];
  try {
    const kept: KeepImages = async (images) => {
      try {
        await keep(images);
      } catch (error) {
        failed.push(error);
        throw error;
      }
    };
    return await eraser.act(step, rows, secret, kept, whose);
  } catch (error) {
    throw failed[0] ?? error;
  }
}
