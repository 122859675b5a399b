import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Question } from "#connectors/contract.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { addDays, dayInWords, dayOf } from "#lib/core/day.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import { park, type TaskRow, type TaskWork } from "./settle.ts";

const daysToAnswer = 10;
/** Days for which a link opens its question. */
export const linkDays = 60;

/** Whom a question was mailed to, and the secret of its link. */
type Ask = { name: string; email: string; token: string };

const askContext = (id: string) => `human_task/${id}/ask`;

/** Opens what is kept of a question for its reminders. */
export function openAsk(key: DataKey, id: string, sealed: Buffer): Ask {
  return JSON.parse(open(key, askContext(id), sealed)) as Ask;
}

/** The address that a question's mails lead to. */
export const linkOf = (token: string) => `${environment().HABEAS_ORIGIN}/task/${token}`;

type Asked = { row: TaskRow; request: RequestRow; actor: Actor };

/**
 * Asks a system's owner: a question with a magic link is owed by mail, and the task waits. What is asked is
 * fixed by `seen`: identifiers that appear later are asked about again once this is answered.
 */
export async function askOwner(work: TaskWork, question: Question, seen: number): Promise<void> {
  await park(work, async (tx) => {
    await tx.update(task).set({ seenIdentifier: seen }).where(eq(task.id, work.row.id));
    await sendQuestion(tx, work, question);
  });
}

/** Writes a question down with its due day and owes the mail with its link. Returns its id. */
export async function sendQuestion(tx: Transaction, asked: Asked, question: Question): Promise<string> {
  const map = currentMap();
  const system = systemOf(map, asked.row.systemId);
  const token = newToken();
  const soon = addDays(dayOf(new Date(), map.company.timezone), daysToAnswer);
  const dueDay = soon < asked.request.safeDue ? soon : asked.request.safeDue;
  const id = randomUUID();
  const ask: Ask = { ...question.to, token };
  const key = await keyOf(tx, asked.request.id);
  await tx.insert(humanTask).values({
    id,
    sealedAsk: seal(key, askContext(id), JSON.stringify(ask)),
    taskId: asked.row.id,
    askedOf: "owner",
    tokenHash: hashOf(token),
    title: question.title,
    text: question.text,
    accepts: question.accepts,
    dueDay,
    expiresAt: new Date(Date.now() + linkDays * 24 * 60 * 60 * 1000),
  });
  await owe(tx, asked.request.id, "en", question.to.email, {
    kind: "owner_task",
    vars: {
      name: question.to.name,
      system: system.title,
      title: question.title,
      link: linkOf(token),
      due: dayInWords(dueDay, "en"),
    },
  });
  await audit(tx, asked.request.id, asked.actor, { kind: "person_asked", system: system.id, of: "owner" });
  return id;
}
