import { and, eq, gt, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import { rectificationSystem } from "#drizzle/schema/rectification.ts";
import { request } from "#drizzle/schema/request.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import { addDays, type Day, dayInWords, dayOf } from "#lib/core/day.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { linkDays, linkOf, openAsk } from "./ask-owner.ts";

/** Days before the due day on which an owner is reminded for the first time. */
const daysBefore = 3;

/** True of a question to correct something, which its system's part of a plan still waits for. */
const asksToCorrect = sql`exists (select 1 from ${rectificationSystem} as correcting
  where correcting.human_task_id = human_task.id and correcting.state = 'parked' and correcting.phase = 'by_hand')`;

/**
 * Reminds owners who have not answered: once a few days before their due day, once when it has come, each with the
 * same link as the first mail. Whoever was asked less than a day ago is left in peace. Returns how many mails it owed.
 */
export async function remindOwners(now = new Date()): Promise<number> {
  const today = dayOf(now, currentMap().company.timezone);
  const waiting = await database()
    .select({ id: humanTask.id, requestId: task.requestId, dueDay: humanTask.dueDay })
    .from(humanTask)
    .innerJoin(task, eq(humanTask.taskId, task.id))
    .innerJoin(request, eq(task.requestId, request.id))
    .where(
      and(
        eq(humanTask.askedOf, "owner"),
        isNull(humanTask.answeredAt),
        isNotNull(humanTask.sealedAsk),
        gt(humanTask.expiresAt, now),
        sql`${humanTask.expiresAt} < ${now.toISOString()}::timestamptz + make_interval(days => ${linkDays - 1})`,
        or(
          and(lte(humanTask.dueDay, today), lt(humanTask.reminded, 2)),
          and(lte(humanTask.dueDay, addDays(today, daysBefore)), lt(humanTask.reminded, 1)),
        ),
        or(and(eq(task.state, "parked"), eq(request.status, "collecting")), asksToCorrect),
      ),
    )
    .limit(200);
  let owed = 0;
  for (const one of waiting) {
    try {
      if (await remind(one, today)) owed++;
    } catch (error) {
      // One that cannot be reminded keeps nobody else from it.
      log.warn({ err: error, question: one.id }, "an owner was not reminded");
    }
  }
  return owed;
}

async function remind(one: { id: string; requestId: string; dueDay: Day }, today: Day): Promise<boolean> {
  return inTransaction(async (tx) => {
    const locked = await lockRequest(tx, one.requestId);
    const stage = one.dueDay <= today ? 2 : 1;
    const [taken] = await tx
      .update(humanTask)
      .set({ reminded: stage })
      .where(and(eq(humanTask.id, one.id), isNull(humanTask.answeredAt), lt(humanTask.reminded, stage)))
      .returning();
    const [row] = taken ? await tx.select().from(task).where(eq(task.id, taken.taskId)) : [];
    if (!taken?.sealedAsk || !row) return false;
    const [correcting] = await tx
      .select({ id: humanTask.id })
      .from(humanTask)
      .where(and(eq(humanTask.id, taken.id), asksToCorrect));
    if (!correcting && (row.state !== "parked" || locked.status !== "collecting")) return false;
    const { name, email, token } = openAsk(await keyOf(tx, locked.id), taken.id, taken.sealedAsk);
    await owe(tx, locked.id, "en", email, {
      kind: stage === 1 ? "owner_reminder" : "owner_due",
      vars: {
        name,
        system: systemOf(currentMap(), row.systemId).title,
        title: taken.title,
        link: linkOf(token),
        due: dayInWords(taken.dueDay, "en"),
      },
    });
    return true;
  });
}
