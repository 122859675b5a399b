import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { rectification, rectificationCell, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { openCell, sealCell } from "#lib/request/rectification-cell.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { cellsOf, lockedPlan, lockPlan, type PlanRow, type SystemRow, systemsOf } from "./load.ts";
import { dropOpen, insertPlan } from "./plan.ts";
import { proposeIfComplete } from "./propose.ts";

/** Statuses in which what was changed can still go back: until the request is closed. */
const undoable = new Set(["collecting", "reviewing", "preparing", "ready"]);

/**
 * Plans that what a rectification changed says again what it said before. It is approved as the plan itself was, and
 * what says something else by now stays as it is. Returns the new plan's id.
 * Throws HabeasError `conflict` where nothing was changed, it is undone already, or the request is closed.
 */
export async function undoRectification(actor: Actor, id: string): Promise<string> {
  return inTransaction(async (tx) => {
    const { request, plan } = await lockedPlan(tx, actor, id, "work");
    if (plan.state !== "done" || plan.kind === "undo" || !undoable.has(request.status)) {
      throw new HabeasError(
        "conflict",
        "Only corrections that are done can be undone, until the request is closed.",
      );
    }
    await mustNotBeUndone(tx, plan);
    await dropOpen(tx, request.id, actor);
    const undo = await insertPlan(tx, request, actor, { corrections: plan.corrections, undoes: plan.id });
    const key = await keyOf(tx, request.id);
    const systems: string[] = [];
    for (const row of await systemsOf(tx, plan.id)) {
      if (await goesBack(tx, row, undo, key)) systems.push(row.systemId);
    }
    if (systems.length === 0) throw new HabeasError("conflict", "Nothing was changed that could go back.");
    await audit(tx, request.id, actor, {
      kind: "rectification_planning",
      number: undo.number,
      undo: true,
      systems,
    });
    await proposeIfComplete(tx, await lockPlan(tx, undo.id), actor);
    return undo.id;
  });
}

async function mustNotBeUndone(tx: Transaction, plan: PlanRow): Promise<void> {
  const [undone] = await tx
    .select({ id: rectification.id })
    .from(rectification)
    .where(and(eq(rectification.undoes, plan.id), eq(rectification.state, "done")));
  if (undone) throw new HabeasError("conflict", "These corrections are undone already.");
}

/** Writes the inverse of one system's part: what was written is what must still stand there. */
async function goesBack(tx: Transaction, of: SystemRow, undo: PlanRow, key: DataKey): Promise<boolean> {
  const cells = (await cellsOf(tx, of.id))
    .filter((cell) => cell.state === "changed")
    .map((cell) => openCell(key, cell));
  if (cells.length === 0) return false;
  const { requestId, taskId, systemId, position } = of;
  const [row] = await tx
    .insert(rectificationSystem)
    .values({
      rectificationId: undo.id,
      requestId,
      taskId,
      systemId,
      position,
      state: "parked",
      phase: "act",
    })
    .returning();
  if (!row) throw new Error("a system was not written");
  await tx.insert(rectificationCell).values(
    cells.map((cell, no) => {
      const id = randomUUID();
      const { correctionId, rowNo, collection, field, identifies, derived } = cell;
      // What a person wrote by hand where no machine writes goes back by hand.
      const byHand = cell.hand === "done";
      return {
        ...{ id, systemRow: row.id, correctionId, no, rowNo, collection, field, identifies, derived },
        ...sealCell(key, id, { at: cell.at, before: cell.wanted, wanted: cell.before }),
        state: byHand ? "by_hand" : "planned",
        why: byHand ? "It was corrected by hand." : null,
      };
    }),
  );
  return true;
}
