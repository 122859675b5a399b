import { and, eq, isNull, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { answersWithBundle, type Right } from "#lib/law/rights.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { advance } from "./advance.ts";

/** Ends every other open question about a task: somebody has answered, or somebody else is asked. */
export async function endOthers(
  tx: Transaction,
  taskId: string,
  why: "answered_elsewhere" | "asked_another",
): Promise<void> {
  await tx
    .update(humanTask)
    .set({ answeredAt: sql`now()`, answer: why, sealedAsk: null, sealedDraft: null })
    .where(and(eq(humanTask.taskId, taskId), isNull(humanTask.answeredAt)));
}

export type ActOutcome = "done" | "nothing_held" | "refused";

/** What staff may record of a system by hand, by right. */
export function outcomesFor(right: Right): readonly ActOutcome[] {
  return answersWithBundle(right) ? ["nothing_held"] : ["done", "nothing_held", "refused"];
}

export const actNoteContext = (humanTaskId: string) => `human_task/${humanTaskId}`;

/**
 * Staff record what they did by hand in one system; with a note, because it is the evidence.
 * Throws HabeasError `invalid` without a note, `conflict` where it was recorded already.
 */
export async function recordAct(
  actor: Actor,
  humanTaskId: string,
  act: { outcome: ActOutcome; note: string },
): Promise<void> {
  const note = act.note.trim();
  if (note === "") throw new HabeasError("invalid", "Say in a sentence what you did: it is the evidence.");
  await inTransaction(async (tx) => {
    const [row] = await tx
      .select({ human: humanTask, task, reference: request.reference })
      .from(humanTask)
      .innerJoin(task, eq(humanTask.taskId, task.id))
      .innerJoin(request, eq(task.requestId, request.id))
      .where(and(eq(humanTask.id, rowId(humanTaskId)), eq(humanTask.askedOf, "desk")));
    if (!row) notFound();
    await requestFor(tx, actor, row.reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, row.task.requestId);
    // A copy holds data or the honest word that there is none; "done" without the data would be neither.
    if (!outcomesFor(locked.right as Right).includes(act.outcome)) {
      throw new HabeasError(
        "invalid",
        "For a copy, ask the person who has the data, or record that nothing is held.",
      );
    }
    const place = { humanTaskId, taskId: row.task.id, systemId: row.task.systemId };
    await settleByHand(tx, locked, actor, place, { outcome: act.outcome, note });
  });
}

/**
 * Settles what the desk did in one system, with the note as evidence, under the request's lock. Throws HabeasError
 * `conflict` where it was recorded already.
 */
export async function settleByHand(
  tx: Transaction,
  locked: RequestRow,
  actor: Actor,
  { humanTaskId, taskId, systemId }: { humanTaskId: string; taskId: string; systemId: string },
  { outcome, note }: { outcome: ActOutcome; note: string },
): Promise<void> {
  // Read under the lock: what the page showed may be of a moment ago.
  const [before] = await tx.select().from(task).where(eq(task.id, taskId));
  const key = await keyOf(tx, locked.id);
  const [taken] = await tx
    .update(humanTask)
    .set({
      answeredAt: sql`now()`,
      answer: outcome,
      sealedNote: seal(key, actNoteContext(humanTaskId), note),
    })
    .where(and(eq(humanTask.id, humanTaskId), isNull(humanTask.answeredAt)))
    .returning();
  if (!taken || before?.state !== "parked" || locked.status !== "collecting") {
    throw new HabeasError("conflict", "This was recorded already, or the request no longer waits for it.");
  }
  await endOthers(tx, taskId, "answered_elsewhere");
  await tx
    .update(task)
    // What its owner sent before stays part of the answer, whatever became of this question.
    .set({ state: "settled", outcome: before.records > 0 ? "found" : outcome, answeredAt: sql`now()` })
    .where(eq(task.id, taskId));
  await audit(tx, locked.id, actor, { kind: "act_recorded", system: systemId, outcome });
  await advance(tx, locked, actor);
}
