import { eq, sql } from "drizzle-orm";
import { rectification, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Role } from "#lib/core/role.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mustBeConfirmed } from "#lib/fanout/link/confirmed.ts";
import { ring } from "#lib/jobs/queue.ts";
import { keepSentBack } from "#lib/request/acts/send-back.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { lockedPlan, type PlanRow, systemsOf } from "./load.ts";
import { dropRow } from "./plan.ts";

/**
 * Approves exactly the plan of this hash; then it begins at once, as it can be undone. Where people are found by what
 * changes, a second person must approve too. Throws HabeasError `conflict` where the plan is another one by now, or the
 * same person approves twice.
 */
export async function approveRectification(
  actor: Actor,
  id: string,
  approval: { hash: string },
): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const { plan } = await lockedPlan(tx, actor, id, "approve");
    await mustBeStaffNow(tx, actor);
    if (plan.state !== "proposed" || plan.hash?.toString("hex") !== approval.hash) {
      throw new HabeasError("conflict", "This is not the plan that waits for approval. Please look again.");
    }
    await mustBeConfirmed(tx, plan.requestId);
    const name = actorName(actor);
    if (plan.firstBy === name) {
      throw new HabeasError("conflict", "You have approved it. The second approval is another person's.");
    }
    if (plan.firstBy !== null && !(await mayApprove(tx, plan.firstBy))) {
      throw new HabeasError(
        "conflict",
        "Somebody who approved it may not approve any more. Make a new plan.",
      );
    }
    const by = plan.firstBy === null ? "first" : "second";
    const approved =
      by === "first" ? { firstBy: name, firstAt: sql`now()` } : { secondBy: name, secondAt: sql`now()` };
    await tx.update(rectification).set(approved).where(eq(rectification.id, plan.id));
    await audit(tx, plan.requestId, actor, {
      kind: "rectification_approved",
      number: plan.number,
      hash: approval.hash,
      by,
    });
    if (by === "second" || !plan.identifies) await begin(tx, plan, actor);
  });
}

/**
 * Sends exactly the plan that was seen back: it is given up, why is kept with the request, and who made it is told. Throws
 * HabeasError `conflict` where it is another one by now, `invalid` without a note.
 */
export async function sendBackRectification(
  actor: Actor,
  id: string,
  { hash, note }: { hash: string; note: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const { request, plan } = await lockedPlan(tx, actor, id, "approve");
    if (plan.state !== "proposed" || plan.hash?.toString("hex") !== hash)
      throw new HabeasError("conflict", "This is not the plan that waits for approval. Please look again.");
    await dropRow(tx, plan, actor);
    await keepSentBack(tx, actor, request, { author: plan.madeBy, note });
  });
}

async function begin(tx: Transaction, plan: PlanRow, actor: Actor): Promise<void> {
  await tx
    .update(rectification)
    .set({ state: "acting", startedAt: sql`clock_timestamp()` })
    .where(eq(rectification.id, plan.id));
  await tx
    .update(rectificationSystem)
    .set({ state: "ready", phase: "act", notBefore: sql`now()`, startedAt: sql`now()` })
    .where(eq(rectificationSystem.rectificationId, plan.id));
  await audit(tx, plan.requestId, actor, {
    kind: "rectification_started",
    number: plan.number,
    hash: plan.hash?.toString("hex") ?? "",
  });
  for (const system of await systemsOf(tx, plan.id)) await ring(tx, "rectification.run", system.id);
}

/** A session may be older than what its person may do. */
async function mustBeStaffNow(tx: Transaction, actor: Actor): Promise<void> {
  if (actor.kind === "staff" && (await mayApprove(tx, actorName(actor)))) return;
  throw new HabeasError("forbidden", "Corrections are approved by people of the privacy team, signed in.");
}

/** True where somebody is still staff that may approve. */
async function mayApprove(tx: Transaction, name: string): Promise<boolean> {
  const id = name.slice("staff/".length);
  const [row] = await tx.select().from(staff).where(eq(staff.id, id)).for("share");
  return row !== undefined && !row.disabled && allowed(row.role as Role, "approve");
}
