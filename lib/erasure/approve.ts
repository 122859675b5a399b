import { eq, sql } from "drizzle-orm";
import { erasure, erasureSystem } from "#drizzle/schema/erasure.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import { houseSetting } from "#lib/config/policy.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Role } from "#lib/core/role.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mustBeConfirmed } from "#lib/fanout/link/confirmed.ts";
import { ring } from "#lib/jobs/queue.ts";
import { keepSentBack } from "#lib/request/acts/send-back.ts";
import { mustBeShown } from "#lib/request/proofs/keep.ts";
import { mustNotBeRestricted } from "#lib/request/restricted.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { mustNotBeHeld } from "./holds.ts";
import { lockedErasure } from "./load.ts";
import { dropRow } from "./plan.ts";
import { type ErasureRow, systemsOf } from "./work.ts";

/** What somebody approves: the hash of the plan that they read, and the typed number where it asks for one. */
export type Approval = { hash: string; typed?: number };

/**
 * Approves exactly the plan of this hash. The second approval, by another person, lets it begin once the waiting period
 * is over. Whoever made the plan may be one of the two: making one approves nothing.
 * Throws HabeasError `conflict` where the plan is another one, the number is missing, or it is the same person.
 */
export async function approveErasure(actor: Actor, id: string, approval: Approval): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const locked = await lockedErasure(tx, actor, id, "approve");
    await mustBeStaffNow(tx, actor);
    const row = locked.erasure;
    if (row.state !== "proposed" || row.hash?.toString("hex") !== approval.hash) {
      throw new HabeasError("conflict", "This is not the plan that waits for approval. Please look again.");
    }
    if (row.typedNumber !== null && row.typedNumber !== approval.typed) {
      throw new HabeasError(
        "conflict",
        "This plan changes more records than usual. Type their number to show that you have seen it.",
      );
    }
    await mustNotBeHeld(tx, locked.request);
    await mustNotBeRestricted(tx, locked.request, "erase");
    await mustBeConfirmed(tx, row.requestId);
    await mustBeShown(tx, locked.request);
    const name = actorName(actor);
    if (row.firstBy === name) {
      throw new HabeasError("conflict", "You have approved it. The second approval is another person's.");
    }
    const by = row.firstBy === null ? "first" : "second";
    if (by === "first") {
      await tx.update(erasure).set({ firstBy: name, firstAt: sql`now()` }).where(eq(erasure.id, row.id));
    } else await letBegin(tx, row, name);
    await audit(tx, row.requestId, actor, {
      kind: "erasure_approved",
      number: row.number,
      hash: approval.hash,
      by,
    });
  });
}

/**
 * A second person sends exactly the plan that they saw back: it is given up, why is kept with the request, and who made it
 * is told. Throws HabeasError `conflict` where it is another one by now, `invalid` without a note.
 */
export async function sendBackErasure(
  actor: Actor,
  id: string,
  { hash, note }: { hash: string; note: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const { request, erasure: row } = await lockedErasure(tx, actor, id, "approve");
    if (row.state !== "proposed" || row.hash?.toString("hex") !== hash)
      throw new HabeasError("conflict", "This is not the plan that waits for approval. Please look again.");
    await dropRow(tx, row, actor);
    await keepSentBack(tx, actor, request, { author: row.madeBy, note });
  });
}

/** A session may be older than what its person may do. */
export async function mustBeStaffNow(tx: Transaction, actor: Actor): Promise<void> {
  const [row] =
    actor.kind === "staff"
      ? await tx.select().from(staff).where(eq(staff.id, actor.staffId)).for("share")
      : [];
  if (row && !row.disabled && allowed(row.role as Role, "approve")) return;
  throw new HabeasError("forbidden", "An erasure is approved by two people of the privacy team, signed in.");
}

async function letBegin(tx: Transaction, row: ErasureRow, name: string): Promise<void> {
  const hours = houseSetting("erasure_wait_hours");
  const [approved] = await tx
    .update(erasure)
    .set({
      state: "approved",
      secondBy: name,
      secondAt: sql`now()`,
      waitUntil: sql`now() + make_interval(secs => ${hours * 3600})`,
    })
    .where(eq(erasure.id, row.id))
    .returning();
  const notBefore = approved?.waitUntil ?? sql`now()`;
  await tx
    .update(erasureSystem)
    .set({ state: "ready", notBefore })
    .where(eq(erasureSystem.erasureId, row.id));
  if (hours > 0) return;
  for (const system of await systemsOf(tx, row.id)) await ring(tx, "erasure.run", system.id);
}
