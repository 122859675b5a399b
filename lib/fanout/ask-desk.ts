import { and, eq, isNull, lt, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { request } from "#drizzle/schema/request.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import { addDays, dayInWords, dayOf } from "#lib/core/day.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap } from "#lib/map/current.ts";
import { actExpiry } from "#lib/request/act-by-hand.ts";
import { lockRequest } from "#lib/request/move.ts";

const daysToAnswer = 3;

/** Puts a question about a waiting task before the desk, unless one is there already. */
export async function askDesk(
  tx: Transaction,
  taskId: string,
  safeDue: string,
  question: { title: string; text: string },
): Promise<boolean> {
  const [open] = await tx
    .select({ id: humanTask.id })
    .from(humanTask)
    .where(and(eq(humanTask.taskId, taskId), eq(humanTask.askedOf, "desk"), isNull(humanTask.answeredAt)));
  if (open) return false;
  const soon = addDays(dayOf(new Date(), currentMap().company.timezone), daysToAnswer);
  await tx.insert(humanTask).values({
    taskId,
    askedOf: "desk",
    ...question,
    accepts: "text",
    dueDay: soon < safeDue ? soon : safeDue,
    expiresAt: actExpiry(new Date()),
  });
  return true;
}

/**
 * Puts the questions of owners who have not answered by their day before the desk as well, so that no request
 * waits for ever on a mail that was lost or a person who has left. Whoever answers first ends the other question.
 * Returns how many.
 */
export async function askDeskForSilentOwners(): Promise<number> {
  const map = currentMap();
  const today = dayOf(new Date(), map.company.timezone);
  const other = alias(humanTask, "other");
  const silent = await database()
    .select({ taskId: task.id, requestId: task.requestId, systemId: task.systemId, dueDay: humanTask.dueDay })
    .from(humanTask)
    .innerJoin(task, eq(humanTask.taskId, task.id))
    .innerJoin(request, eq(task.requestId, request.id))
    .where(
      and(
        eq(humanTask.askedOf, "owner"),
        isNull(humanTask.answeredAt),
        or(lt(humanTask.dueDay, today), lt(humanTask.expiresAt, sql`now()`)),
        eq(task.state, "parked"),
        eq(request.status, "collecting"),
        notExists(
          database()
            .select({ one: sql`1` })
            .from(other)
            .where(and(eq(other.taskId, task.id), eq(other.askedOf, "desk"), isNull(other.answeredAt))),
        ),
      ),
    )
    .limit(200);
  let asked = 0;
  for (const { taskId, requestId, systemId, dueDay } of silent) {
    await inTransaction(async (tx) => {
      const locked = await lockRequest(tx, requestId);
      const [row] = await tx.select().from(task).where(eq(task.id, taskId));
      if (locked.status !== "collecting" || row?.state !== "parked") return;
      const title = map.systems.find((system) => system.id === systemId)?.title ?? systemId;
      const question = {
        title: `Nobody has answered for ${title}`,
        text: "Its owner was asked by mail and has not answered by the day we named. Ask them, or somebody else who can look, then record the answer here. Until then their link still takes an answer while it is valid.",
      };
      if (!(await askDesk(tx, taskId, locked.safeDue, question))) return;
      const actor = { kind: "worker", requestId } as const;
      await audit(tx, requestId, actor, { kind: "person_asked", system: systemId, of: "desk" });
      const vars = { system: title, reference: locked.reference, due: dayInWords(dueDay, "en") };
      await owe(tx, requestId, "en", map.company.contact.email, { kind: "owner_silent", vars });
      asked++;
    });
  }
  return asked;
}
