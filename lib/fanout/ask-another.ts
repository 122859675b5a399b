import { and, eq, isNull, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { sendQuestion } from "./ask-owner.ts";
import { endOthers } from "./record-act.ts";

/**
 * Staff ask somebody else (or the same person again): the open question ends, its link is dead, and a new one
 * goes out. Throws HabeasError `invalid` for an address or name that is none, `conflict` where nothing waits.
 */
export async function askAnother(
  actor: Actor,
  humanTaskId: string,
  to: { name: string; email: string },
): Promise<void> {
  const email = canonicalMailbox(to.email);
  const name = to.name.trim();
  if (!email) throw new HabeasError("invalid", "Enter the email like name@example.com.");
  if (name === "" || name.length > 200)
    throw new HabeasError("invalid", "Enter the name of the person to ask.");
  await inTransaction(async (tx) => {
    const [found] = await tx
      .select({ human: humanTask, row: task, reference: request.reference })
      .from(humanTask)
      .innerJoin(task, eq(humanTask.taskId, task.id))
      .innerJoin(request, eq(task.requestId, request.id))
      .where(and(eq(humanTask.id, rowId(humanTaskId)), eq(task.answeredBy, "person")));
    if (!found) notFound();
    await requestFor(tx, actor, found.reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, found.row.requestId);
    const [row] = await tx.select().from(task).where(eq(task.id, found.row.id));
    const ended = await tx
      .update(humanTask)
      .set({ answeredAt: sql`now()`, answer: "asked_another", sealedAsk: null, sealedDraft: null })
      .where(and(eq(humanTask.id, found.human.id), isNull(humanTask.answeredAt)))
      .returning();
    if (row?.state !== "parked" || ended.length === 0 || locked.status !== "collecting") {
      throw new HabeasError(
        "conflict",
        "This question has been answered, or the request no longer waits for it.",
      );
    }
    // Only the newest link works, whichever of several open questions this one was.
    await endOthers(tx, row.id, "asked_another");
    const [asked] = await tx
      .select()
      .from(humanTask)
      .where(and(eq(humanTask.taskId, row.id), eq(humanTask.askedOf, "owner")))
      .limit(1);
    if (!asked) throw new HabeasError("conflict", "Nobody was asked about this yet.");
    const accepts = asked.accepts === "csv" ? "csv" : "text";
    const question = { to: { name, email }, title: asked.title, text: asked.text, accepts } as const;
    await sendQuestion(tx, { row, request: locked, actor }, question);
  });
}
