import { and, eq, isNotNull, sql } from "drizzle-orm";
import { erasureImage, erasureUndo } from "#drizzle/schema/undo.ts";
import { addDays, type Day } from "#lib/core/day.ts";
import type { Transaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { noteDestroyed } from "#lib/vault/ledger.ts";

type UndoRow = typeof erasureUndo.$inferSelect;

/**
 * The days to take a part back begin when it is proven. Returns the last of them, or null where nothing can be taken
 * back: then nothing is kept for it either.
 */
export async function openWindow(tx: Transaction, systemRow: string): Promise<Day | null> {
  const [undo] = await tx
    .select()
    .from(erasureUndo)
    .where(and(eq(erasureUndo.systemRow, systemRow), isNotNull(erasureUndo.wrapped)))
    .for("update");
  if (!undo) return null;
  const [image] = await tx.select().from(erasureImage).where(eq(erasureImage.undoId, undo.id)).limit(1);
  if (!image) {
    // Nothing was taken, so nothing ended.
    await shred(tx, undo, null);
    return null;
  }
  const untilDay = addDays(companyToday(), undo.days);
  await tx.update(erasureUndo).set({ untilDay }).where(eq(erasureUndo.id, undo.id));
  return untilDay;
}

/** Destroys the key: from here on nobody can read what was kept. Its files are removed when this has committed. */
export async function shred(
  tx: Transaction,
  { id }: Pick<UndoRow, "id">,
  outcome: "undone" | "partly" | "expired" | null,
): Promise<void> {
  noteDestroyed([{ what: "erasure_undo", id }]);
  await tx
    .update(erasureUndo)
    .set({
      state: "settled",
      wrapped: null,
      shreddedAt: sql`now()`,
      outcome,
      troubleCode: null,
      trouble: null,
    })
    .where(eq(erasureUndo.id, id));
}
