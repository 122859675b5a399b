import { randomUUID } from "node:crypto";
import { and, eq, isNull, max } from "drizzle-orm";
import { alert } from "#drizzle/schema/clock.ts";
import { attachment, message } from "#drizzle/schema/dealing.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import { messageMark } from "#lib/clock/marks.ts";
import { type Actor, isAsker } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { companyToday } from "#lib/map/today.ts";
import { staffToTell } from "#lib/request/clocks/sweep/tell-staff.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { Kept } from "./keep-files.ts";
import { sealName, sealSubject, sealWords } from "./sealed.ts";

/** What is added to the thread: `kept` files lie in the store already. */
export type Added = {
  kind: "message" | "detail" | "change" | "narrow";
  text: string;
  onceKey: string;
  kept?: readonly Kept[];
  /** What staff put above it. */
  subject?: string;
  /** How what staff wrote reaches the person: by a mail that says so, in the mail, or by post. */
  how?: "page" | "mail" | "post";
  /** It came by mail into this thread: from the request's own address or from another, with files that were not taken. */
  byMail?: { own: boolean; leftOut: number };
};

/**
 * Adds to the thread in the caller's transaction, under the request's lock: with its event, and with a word to the other
 * side. Nothing that is written moves a clock. Returns its number.
 */
export async function addMessage(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  added: Added,
): Promise<number> {
  const { kind, text, onceKey, kept = [], subject, how = "page", byMail } = added;
  const key = await keyOf(tx, row.id);
  const side = isAsker(actor) || byMail ? "person" : "staff";
  const number = (await newestNumber(tx, row.id)) + 1;
  const id = randomUUID();
  await tx.insert(message).values({
    id,
    requestId: row.id,
    number,
    side,
    kind,
    sealed: sealWords(key, id, text),
    sealedSubject: subject ? sealSubject(key, id, subject) : null,
    by: byMail ? "mail" : actorName(actor),
    channel: byMail ? "mail" : how,
    ownAddress: byMail?.own ?? null,
    leftOut: byMail?.leftOut ?? 0,
    onceKey,
  });
  for (const [place, one] of kept.entries()) {
    await tx.insert(attachment).values({
      id: one.id,
      messageId: id,
      place: place + 1,
      mediaType: one.type,
      size: one.size,
      storageKey: one.place,
      sealedName: sealName(key, one.id, shownName(one.name)),
    });
  }
  await audit(tx, row.id, actor, { kind: "message_written", number, side, about: kind, files: kept.length });
  if (side === "person") await tellStaffOf(tx, row, number);
  else await tellPerson(tx, row, actor, { text, subject: subject ?? "", how });
  return number;
}

/** The number of the newest message about a request; 0 where there is none. */
export async function newestNumber(tx: Transaction, requestId: string): Promise<number> {
  const [last] = await tx
    .select({ number: max(message.number) })
    .from(message)
    .where(eq(message.requestId, requestId));
  return last?.number ?? 0;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what nobody can see is left out.
const unseen = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069/\\]/g;

/** The name of a file as it is shown: one line, without a path, not longer than a line. */
const shownName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? "").replaceAll(unseen, "").trim().slice(-100) || "file";

/** An alert at the desk for each message, and one mail as long as nobody has looked. */
async function tellStaffOf(tx: Transaction, row: RequestRow, number: number): Promise<void> {
  const [waiting] = await tx
    .select({ id: alert.id })
    .from(alert)
    .where(and(eq(alert.requestId, row.id), eq(alert.mark, messageMark), isNull(alert.seenAt)))
    .limit(1);
  await tx
    .insert(alert)
    .values({
      requestId: row.id,
      law: row.regime,
      kind: "message",
      mark: messageMark,
      segment: `message-${number}`,
      dueDay: row.safeDue,
      onDay: companyToday(),
      late: false,
    })
    .onConflictDoNothing();
  if (waiting) return;
  for (const address of await staffToTell(tx, row)) {
    await owe(tx, row.id, "en", address, { kind: "staff_message", vars: { reference: row.reference } });
  }
}

type Said = { subject: string; text: string; how: "page" | "mail" | "post" };

/** Tells the person what there is to read, and puts the desk's alerts about their messages away. A letter needs no mail. */
async function tellPerson(tx: Transaction, row: RequestRow, actor: Actor, said: Said): Promise<void> {
  const { reference } = row;
  const { email } = await answersOf(tx, row);
  if (said.how === "page")
    await owe(tx, row.id, row.language, email, { kind: "message", vars: { reference } });
  if (said.how === "mail") {
    const { subject, text } = said;
    await owe(tx, row.id, row.language, email, { kind: "message_words", vars: { reference, subject, text } });
  }
  await tx
    .update(alert)
    .set({ seenAt: new Date(), seenBy: actorName(actor) })
    .where(and(eq(alert.requestId, row.id), eq(alert.mark, messageMark), isNull(alert.seenAt)));
}
