import { eq, sql } from "drizzle-orm";
import { erasureBatch, erasureBatchSystem } from "#drizzle/schema/batch.ts";
import { actorName } from "#lib/audit/append.ts";
import { houseSetting } from "#lib/config/policy.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { mustBeStaffNow } from "../approve.ts";
import { batchIsHeld } from "./held.ts";
import { type BatchRow, batchSystems, lockBatch, mustMayBatch, note } from "./work.ts";

/**
 * Approves exactly the plan of this hash, with its number typed. The second approval, by another person, lets it begin
 * once the waiting period is over. Throws HabeasError `conflict` where the plan is another one, the number is not
 * that of the plan, somebody is held by now, or it is the same person.
 */
export async function approveBatch(
  actor: Actor,
  id: string,
  approval: { hash: string; typed: number },
): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    mustMayBatch(actor, "approve");
    const batch = await lockBatch(tx, rowId(id));
    await mustBeStaffNow(tx, actor);
    if (batch.status !== "proposed" || batch.hash?.toString("hex") !== approval.hash)
      throw new HabeasError("conflict", "This is not the plan that waits for approval. Please look again.");
    if (batch.typedNumber !== approval.typed)
      throw new HabeasError(
        "conflict",
        "Type how many records this batch changes, to show that you have seen it.",
      );
    if (await batchIsHeld(tx, batch.id))
      throw new HabeasError(
        "conflict",
        "A legal hold or a restriction forbids it for somebody of the list. Drop this plan and make a new one: they are left out of it.",
      );
    const name = actorName(actor);
    if (batch.firstBy === name)
      throw new HabeasError("conflict", "You have approved it. The second approval is another person's.");
    const by = batch.firstBy === null ? "first" : "second";
    if (by === "first")
      await tx
        .update(erasureBatch)
        .set({ firstBy: name, firstAt: sql`now()` })
        .where(eq(erasureBatch.id, batch.id));
    else await letBegin(tx, batch, name);
    await note(tx, batch, actor, { step: "approved", by, hash: approval.hash });
  });
}

async function letBegin(tx: Transaction, { id }: BatchRow, name: string): Promise<void> {
  const hours = houseSetting("erasure_wait_hours");
  const waitUntil = sql`now() + make_interval(secs => ${hours * 3600})`;
  await tx
    .update(erasureBatch)
    .set({ status: "approved", secondBy: name, secondAt: sql`now()`, waitUntil })
    .where(eq(erasureBatch.id, id));
  await tx
    .update(erasureBatchSystem)
    .set({ state: "ready", notBefore: waitUntil })
    .where(eq(erasureBatchSystem.batchId, id));
  if (hours > 0) return;
  for (const system of await batchSystems(tx, id)) await ring(tx, "batch.system", system.id);
}
