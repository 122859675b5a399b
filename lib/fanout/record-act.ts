import { and, eq, isNull, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { advance } from "./advance.ts";

export const actNoteContext = (humanTaskId: string) => `human_task/${humanTaskId}`;

/**
 * Staff record what they did by hand in one system; with a note, because it is the evidence.
 * Throws HabeasError `invalid` without a note, `conflict` where it was recorded already.
 */
export async function recordAct(
  actor: Actor,
  humanTaskId: string,
  act: { outcome: "done" | "nothing_held" | "refused"; note: string },
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
    const key = await keyOf(tx, locked.id);
    const [taken] = await tx
      .update(humanTask)
      .set({
        answeredAt: sql`now()`,
        answer: act.outcome,
        sealedNote: seal(key, actNoteContext(humanTaskId), note),
      })
      .where(and(eq(humanTask.id, humanTaskId), isNull(humanTask.answeredAt)))
      .returning();
    if (!taken || row.task.state !== "parked" || locked.status !== "collecting") {
      throw new HabeasError("conflict", "This was recorded already, or the request no longer waits for it.");
    }
    await tx
      .update(task)
      .set({ state: "settled", outcome: act.outcome, answeredAt: sql`now()` })
      .where(eq(task.id, row.task.id));
    await audit(tx, locked.id, actor, {
      kind: "act_recorded",
      system: row.task.systemId,
      outcome: act.outcome,
    });
    await advance(tx, locked, actor);
  });
}
