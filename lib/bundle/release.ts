import { and, eq, inArray, sql } from "drizzle-orm";
import { bundle, task } from "#drizzle/schema/task.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { tellWithRelease } from "#lib/decision/with-release.ts";
import { mustBeConfirmed } from "#lib/fanout/link/confirmed.ts";
import { ring } from "#lib/jobs/queue.ts";
import { answersWithBundle, type Right } from "#lib/law/rights.ts";
import { readingBlocks } from "#lib/redaction/release-blocks.ts";
import { requestFor } from "#lib/request/access.ts";
import { answerBlocks } from "#lib/request/answer-blocks.ts";
import { lockRequest, move } from "#lib/request/move.ts";
import { mustBeShown } from "#lib/request/proofs/keep.ts";
import { demandFresh } from "#lib/staff/step-up.ts";

/**
 * Staff release the answer. Whole, once every system has answered; or `partly`, so that what is here goes out on
 * time while a system is missing: the request stays open and the rest follows in a further bundle. What was decided of
 * it is told in the same transaction.
 * Throws HabeasError `conflict` where the request has moved since `version` was read, is not ready for it, or a
 * decision or a proof that was asked for is missing; `invalid` where the notice does not say what the law asks for.
 */
export async function releaseRequest(
  actor: Actor,
  reference: string,
  options: { version: number; partly: boolean },
): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "release" });
    const locked = await lockRequest(tx, seen.id);
    if (locked.version !== options.version) {
      throw new HabeasError("conflict", "This request has changed since you opened it. Please look again.");
    }
    // Nothing that rests on likeness alone leaves the house; the database refuses it as well.
    await mustBeConfirmed(tx, locked.id);
    await mustBeShown(tx, locked);
    const [unread] = await readingBlocks(tx, locked.id);
    if (unread) throw new HabeasError("conflict", unread);
    if (options.partly) return releasePartly(tx, actor, locked);
    const [block] = await answerBlocks(tx, locked);
    if (block) throw new HabeasError("conflict", block);
    await tellWithRelease(tx, locked, actor);
    const withBundle = answersWithBundle(locked.right as Right);
    const number = withBundle ? await nextNumber(tx, locked.id) : 0;
    await move(tx, locked.id, "release", actor, { kind: "released", bundle: number, partial: false });
    if (withBundle) {
      // A first part that is not built yet is overtaken: it must not arrive after the whole.
      await tx
        .update(bundle)
        .set({ state: "failed" })
        .where(and(eq(bundle.requestId, locked.id), inArray(bundle.state, ["ready", "running"])));
      return order(tx, actor, locked.id, number, false);
    }
    // Acts by hand have no package: the notice of the decision is the answer.
    await move(tx, locked.id, "hand_over", actor, { kind: "answer_ready" });
  });
}

async function releasePartly(
  tx: Transaction,
  actor: Actor,
  locked: { id: string; status: string; right: string },
): Promise<void> {
  if (locked.status !== "collecting" || !answersWithBundle(locked.right as Right)) {
    throw new HabeasError(
      "conflict",
      "There is nothing to send ahead: all systems have answered, or the answer is out.",
    );
  }
  const tasks = await tx.select().from(task).where(eq(task.requestId, locked.id));
  if (!tasks.some((row) => row.state === "settled" && row.outcome === "found")) {
    throw new HabeasError(
      "conflict",
      "No system has answered with data yet, so there is nothing to send ahead.",
    );
  }
  const [building] = await tx
    .select()
    .from(bundle)
    .where(and(eq(bundle.requestId, locked.id), sql`${bundle.state} in ('ready', 'running')`));
  if (building) throw new HabeasError("conflict", "What is here is being put together already.");
  const number = await nextNumber(tx, locked.id);
  // A move, so that the same page sent twice sends ahead once.
  await move(tx, locked.id, "release_part", actor, { kind: "released", bundle: number, partial: true });
  await order(tx, actor, locked.id, number, true);
}

async function nextNumber(tx: Transaction, requestId: string): Promise<number> {
  const [highest] = await tx
    .select({ number: sql<number>`coalesce(max(${bundle.number}), 0)::int` })
    .from(bundle)
    .where(eq(bundle.requestId, requestId));
  return (highest?.number ?? 0) + 1;
}

async function order(tx: Transaction, actor: Actor, requestId: string, number: number, partial: boolean) {
  const [row] = await tx
    .insert(bundle)
    .values({ requestId, number, partial, releasedBy: actorName(actor) })
    .returning();
  if (row) await ring(tx, "bundle.build", row.id);
}
