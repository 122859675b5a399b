import { eq } from "drizzle-orm";
import { rectification, rectificationCell } from "#drizzle/schema/rectification.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { openCell } from "#lib/request/rectification-cell.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { lockedSystem } from "./load.ts";
import { weigh } from "./propose.ts";

/**
 * Takes a value into a plan that says a third thing, or leaves one out that would change. The plan is another one then,
 * with another hash. Throws HabeasError `conflict` where somebody has approved it, or nobody knows what to write there.
 */
export async function includeCell(actor: Actor, cellId: string, included: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    const [cell] = await tx
      .select()
      .from(rectificationCell)
      .where(eq(rectificationCell.id, rowId(cellId)));
    if (!cell) return notFound();
    const { plan } = await lockedSystem(tx, actor, cell.systemRow, "work");
    if (plan.state !== "proposed" || plan.firstBy !== null) {
      throw new HabeasError("conflict", "This plan is approved already. Make a new one.");
    }
    const opened = openCell(await keyOf(tx, plan.requestId), cell);
    const from = included ? "left" : "planned";
    if (cell.state !== from || opened.at === null || opened.wanted === opened.before || cell.why !== null) {
      throw new HabeasError("conflict", "This value is not one to choose about.");
    }
    await tx
      .update(rectificationCell)
      .set({ state: included ? "planned" : "left" })
      .where(eq(rectificationCell.id, cell.id));
    await tx
      .update(rectification)
      .set(await weigh(tx, plan))
      .where(eq(rectification.id, plan.id));
    await audit(tx, plan.requestId, actor, { kind: "rectification_included", number: plan.number, included });
  });
}
