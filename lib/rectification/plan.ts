import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { rectification, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mustBeConfirmed } from "#lib/fanout/link/confirmed.ts";
import { ring } from "#lib/jobs/queue.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { lockedPlan, lockedToCorrect, type PlanRow } from "./load.ts";

/**
 * Begins a plan of all corrections that are granted: every system in which the person was found lists, side by side, what
 * it says and is to say. What an earlier plan did is looked at again, so that a new one is about what remains. A plan that
 * was not begun is dropped for it. Returns the plan's id.
 * Throws HabeasError `conflict` while systems are still asked, somebody is only alike, nothing is granted, or one runs.
 */
export async function planRectification(actor: Actor, reference: string): Promise<string> {
  return inTransaction(async (tx) => {
    const locked = await lockedToCorrect(tx, actor, reference, { person: "never", staff: "work" });
    mustWait(locked);
    await mustBeConfirmed(tx, locked.id);
    const corrections = await grantedOf(tx, locked.id);
    const tasks = await tasksOf(tx, locked.id);
    await dropOpen(tx, locked.id, actor);
    const plan = await insertPlan(tx, locked, actor, { corrections });
    const rows = await tx
      .insert(rectificationSystem)
      .values(
        tasks.map(({ id: taskId, systemId, position }) => ({
          rectificationId: plan.id,
          requestId: locked.id,
          taskId,
          systemId,
          position,
        })),
      )
      .returning({ id: rectificationSystem.id });
    for (const row of rows) await ring(tx, "rectification.run", row.id);
    await audit(tx, locked.id, actor, {
      kind: "rectification_planning",
      number: plan.number,
      undo: false,
      systems: tasks.map((one) => one.systemId),
    });
    return plan.id;
  });
}

/** Writes a plan's own row down. */
export async function insertPlan(
  tx: Transaction,
  locked: RequestRow,
  actor: Actor,
  of: { corrections: string[]; undoes?: string },
): Promise<PlanRow> {
  const [made] = await tx
    .insert(rectification)
    .values({
      requestId: locked.id,
      number: sql`(select coalesce(max(number), 0) + 1 from ${rectification} where request_id = ${locked.id})`,
      corrections: of.corrections,
      madeBy: actorName(actor),
      ...(of.undoes === undefined ? {} : { kind: "undo", undoes: of.undoes }),
    })
    .returning();
  if (!made) throw new Error("a plan was not written");
  return made;
}

function mustWait(row: RequestRow): void {
  if (row.verifiedAt !== null && (row.status === "collecting" || row.status === "reviewing")) return;
  throw new HabeasError("conflict", "Only an open request to correct can have a plan of corrections.");
}

/** Corrections that are to be done, and those done before: they are looked at again. */
async function grantedOf(tx: Transaction, requestId: string): Promise<string[]> {
  const rows = await tx
    .select()
    .from(correction)
    .where(and(eq(correction.requestId, requestId), inArray(correction.state, ["granted", "done"])))
    .orderBy(correction.number);
  if (rows.length > 0) return rows.map(({ id }) => id);
  throw new HabeasError("conflict", "Nothing is granted yet. Decide about the corrections first.");
}

/** Tasks in which the person was found. All machines must have answered: the walk may still add to any. */
async function tasksOf(tx: Transaction, requestId: string) {
  const rows = await tx.select().from(task).where(eq(task.requestId, requestId)).orderBy(task.position);
  if (rows.some((row) => row.state !== "settled")) {
    throw new HabeasError(
      "conflict",
      "Systems are still being asked. Plan the corrections when all have answered.",
    );
  }
  const found = rows.filter((row) => row.outcome === "found" && row.answeredBy !== "desk");
  if (found.length > 0) return found;
  throw new HabeasError("conflict", "No system holds anything of the person that could be corrected.");
}

/** Drops a plan that was not begun. Throws HabeasError `conflict` where one runs. */
export async function dropOpen(tx: Transaction, requestId: string, actor: Actor): Promise<void> {
  const [open] = await tx
    .select()
    .from(rectification)
    .where(and(eq(rectification.requestId, requestId), notInArray(rectification.state, ["done", "dropped"])))
    .for("update");
  if (!open) return;
  if (open.state === "acting") {
    throw new HabeasError("conflict", "The corrections are being done. Wait until they are.");
  }
  await dropRow(tx, open, actor);
}

/** Drops a plan that has not begun; nothing was changed by it. */
export async function dropRow(tx: Transaction, open: PlanRow, actor: Actor): Promise<void> {
  await tx
    .update(rectification)
    .set({ state: "dropped", endedAt: sql`now()` })
    .where(eq(rectification.id, open.id));
  await audit(tx, open.requestId, actor, { kind: "rectification_dropped", number: open.number });
}

/** Gives a plan up that has not begun. Throws HabeasError `conflict` where it has. */
export async function dropRectification(actor: Actor, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { plan } = await lockedPlan(tx, actor, id, "work");
    if (plan.state !== "planning" && plan.state !== "proposed") {
      throw new HabeasError(
        "conflict",
        "Corrections that have begun are ended; they can be undone afterwards.",
      );
    }
    await dropRow(tx, plan, actor);
  });
}
