import { and, asc, desc, eq } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { rectification, rectificationCell, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { CellRow } from "#lib/request/rectification-cell.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import type { StaffAction } from "#lib/staff/permissions.ts";
import type { CorrectionRow } from "./content.ts";

export type PlanRow = typeof rectification.$inferSelect;
export type SystemRow = typeof rectificationSystem.$inferSelect;

/** Statuses in which corrections are still made and decided. */
const openStatuses = new Set(["received", "collecting", "reviewing"]);

export const isOpen = (row: Pick<RequestRow, "status">): boolean => openStatuses.has(row.status);

/** A request to correct that an actor may touch, locked. Throws the uniform `not_found` also for every other right. */
export async function lockedToCorrect(
  tx: Transaction,
  actor: Actor,
  reference: string,
  need: { person: "act" | "never"; staff: StaffAction },
): Promise<RequestRow> {
  const seen = await requestFor(tx, actor, reference, need);
  if (seen.right !== "rectification") notFound();
  return lockRequest(tx, seen.id);
}

/** Throws HabeasError `conflict` where the request is answered or over. */
export function mustBeOpen(row: RequestRow): void {
  if (isOpen(row)) return;
  throw new HabeasError(
    "conflict",
    "This request is answered, or it is over. Ask again for another correction.",
  );
}

/** A correction of a locked request. Throws the uniform `not_found`. */
export async function correctionOf(tx: Transaction, requestId: string, id: string): Promise<CorrectionRow> {
  const [row] = await tx
    .select()
    .from(correction)
    .where(and(eq(correction.requestId, requestId), eq(correction.id, rowId(id))));
  return row ?? notFound();
}

export async function correctionsOf(tx: Queryable, requestId: string): Promise<CorrectionRow[]> {
  return tx
    .select()
    .from(correction)
    .where(eq(correction.requestId, requestId))
    .orderBy(asc(correction.number));
}

/** Locks a plan; after its request, as everywhere. */
export async function lockPlan(tx: Transaction, id: string): Promise<PlanRow> {
  const [row] = await tx.select().from(rectification).where(eq(rectification.id, id)).for("update");
  return row ?? notFound();
}

/** A plan that a member of staff may touch, with its request; both locked. Throws the uniform `not_found`. */
export async function lockedPlan(
  tx: Transaction,
  actor: Actor,
  id: string,
  need: StaffAction,
): Promise<{ request: RequestRow; plan: PlanRow }> {
  const [found] = await tx
    .select({ reference: request.reference })
    .from(rectification)
    .innerJoin(request, eq(rectification.requestId, request.id))
    .where(eq(rectification.id, rowId(id)));
  const locked = await lockedToCorrect(tx, actor, (found ?? notFound()).reference, {
    person: "never",
    staff: need,
  });
  return { request: locked, plan: await lockPlan(tx, rowId(id)) };
}

/** One system of a plan that a member of staff may touch; request and plan locked. */
export async function lockedSystem(
  tx: Transaction,
  actor: Actor,
  systemRow: string,
  need: StaffAction,
): Promise<{ request: RequestRow; plan: PlanRow; row: SystemRow }> {
  const [found] = await tx
    .select({ plan: rectificationSystem.rectificationId })
    .from(rectificationSystem)
    .where(eq(rectificationSystem.id, rowId(systemRow)));
  const locked = await lockedPlan(tx, actor, (found ?? notFound()).plan, need);
  const [row] = await tx
    .select()
    .from(rectificationSystem)
    .where(eq(rectificationSystem.id, rowId(systemRow)))
    .for("update");
  return { ...locked, row: row ?? notFound() };
}

export async function plansOf(tx: Queryable, requestId: string): Promise<PlanRow[]> {
  return tx
    .select()
    .from(rectification)
    .where(eq(rectification.requestId, requestId))
    .orderBy(desc(rectification.number));
}

export async function systemsOf(tx: Queryable, planId: string): Promise<SystemRow[]> {
  return tx
    .select()
    .from(rectificationSystem)
    .where(eq(rectificationSystem.rectificationId, planId))
    .orderBy(asc(rectificationSystem.position));
}

export async function cellsOf(tx: Queryable, systemRow: string): Promise<CellRow[]> {
  return tx
    .select()
    .from(rectificationCell)
    .where(eq(rectificationCell.systemRow, systemRow))
    .orderBy(asc(rectificationCell.no));
}
