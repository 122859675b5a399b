import { randomUUID } from "node:crypto";
import { and, count, eq, gt, isNull, max, sql } from "drizzle-orm";
import { alert } from "#drizzle/schema/clock.ts";
import { attachment, message } from "#drizzle/schema/dealing.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import { messageMark } from "#lib/clock/marks.ts";
import { type Actor, isAsker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "#lib/request/access.ts";
import { staffToTell } from "#lib/request/clocks/sweep/tell-staff.ts";
import { typedText } from "#lib/request/clocks/typed.ts";
import { lockRequest } from "#lib/request/move.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { removeSpool, writeSealed } from "#lib/spool/spool.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { forgetDraft } from "./drafts.ts";
import { type MediaType, mediaTypeOf, mostFiles } from "./media-type.ts";
import { attachmentPlace, sealName, sealWords } from "./sealed.ts";

/** A file as it was sent: its name only helps the reader, what it is is found by its bytes. */
export type SentFile = { name: string; bytes: Uint8Array };
/** What somebody writes. `onceKey`: of the form, so that one form sends one message. */
export type Writing = {
  kind: "message" | "detail";
  text: string;
  files: readonly SentFile[];
  onceKey: string;
};

/** Letters of a message at most. */
export const longestMessage = 4_000;
/** Messages that one person can write about one request in a day, and files of one request altogether. */
const mostInADay = 30;
const mostFilesOfAll = 30;

type Kept = { id: string; type: MediaType; size: number; name: string; place: string };

/**
 * Writes to the other side: the person to staff, staff to the person, before and after the request has come to its end.
 * The files lie sealed in the store before the message counts. Throws HabeasError `invalid`, `too_many`, `gone` once
 * everything was destroyed, and the uniform `not_found`. Returns the message's number.
 */
export async function writeMessage(actor: Actor, reference: string, writing: Writing): Promise<number> {
  const text = typedText(writing.text, { what: "your message", most: longestMessage });
  if (writing.files.length > mostFiles)
    throw new HabeasError("invalid", `At most ${mostFiles} files go with one message.`);
  const types = writing.files.map(({ bytes }) => mediaTypeOf(bytes));
  const { requestId, key } = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    return { requestId: row.id, key: await keyOf(tx, row.id) };
  });
  const kept: Kept[] = [];
  try {
    for (const [place, file] of writing.files.entries()) {
      const id = randomUUID();
      const one = { id, type: types[place] ?? "text/plain", size: file.bytes.byteLength, name: file.name };
      kept.push({ ...one, place: attachmentPlace(requestId, id) });
      await writeSealed(key, attachmentPlace(requestId, id), inOnePiece(file.bytes));
    }
    const { number, again } = await inTransaction((tx) =>
      insert(tx, actor, reference, { ...writing, text, kept }),
    );
    // The first post of this form has its own files.
    if (again) await removeAll(kept);
    return number;
  } catch (error) {
    await removeAll(kept);
    throw error;
  }
}

const need = { person: "act", staff: "work" } as const;

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function removeAll(kept: readonly Kept[]): Promise<void> {
  for (const { place } of kept) await removeSpool(place);
}

type Insert = Omit<Writing, "files"> & { kept: readonly Kept[] };

async function insert(tx: Transaction, actor: Actor, reference: string, writing: Insert) {
  const seen = await requestFor(tx, actor, reference, need);
  const row = await lockRequest(tx, seen.id);
  const onceKey = `${row.id}/${actorName(actor)}/${writing.onceKey}`;
  const [before] = await tx
    .select({ number: message.number })
    .from(message)
    .where(eq(message.onceKey, onceKey));
  if (before) return { number: before.number, again: true };
  await mustBeFew(tx, row, actor, writing.kept.length);
  const number = await addMessage(tx, actor, row, { ...writing, onceKey });
  await forgetDraft(tx, row.id, actor, writing.kind);
  return { number, again: false };
}

async function mustBeFew(tx: Transaction, row: RequestRow, actor: Actor, files: number): Promise<void> {
  if (!isAsker(actor)) return;
  const [today] = await tx
    .select({ all: count() })
    .from(message)
    .where(
      and(
        eq(message.requestId, row.id),
        eq(message.side, "person"),
        gt(message.at, sql`now() - interval '1 day'`),
      ),
    );
  if ((today?.all ?? 0) >= mostInADay)
    throw new HabeasError("too_many", "That is a lot for one day. Write again tomorrow, or call us.");
  const [kept] = await tx
    .select({ all: count() })
    .from(attachment)
    .innerJoin(message, eq(message.id, attachment.messageId))
    .where(and(eq(message.requestId, row.id), eq(message.side, "person")));
  if (files > 0 && (kept?.all ?? 0) + files > mostFilesOfAll)
    throw new HabeasError(
      "too_many",
      "We have many files about this already. Send the rest by post or mail.",
    );
}

/** What is added to the thread: `kept` files lie in the store already. */
export type Added = {
  kind: "message" | "detail" | "change" | "narrow";
  text: string;
  onceKey: string;
  kept?: readonly Kept[];
};

/**
 * Adds to the thread in the caller's transaction, under the request's lock: with its event, and with a word to the other
 * side. Nothing that is written moves a clock. Returns its number.
 */
export async function addMessage(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  { kind, text, onceKey, kept = [] }: Added,
): Promise<number> {
  const key = await keyOf(tx, row.id);
  const side = isAsker(actor) ? "person" : "staff";
  const [last] = await tx
    .select({ number: max(message.number) })
    .from(message)
    .where(eq(message.requestId, row.id));
  const number = (last?.number ?? 0) + 1;
  const id = randomUUID();
  await tx.insert(message).values({
    id,
    requestId: row.id,
    number,
    side,
    kind,
    sealed: sealWords(key, id, text),
    by: actorName(actor),
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
  else await tellPerson(tx, row, actor);
  return number;
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
  for (const address of await staffToTell(tx, row.ownerId)) {
    await owe(tx, row.id, "en", address, { kind: "staff_message", vars: { reference: row.reference } });
  }
}

/** Tells the person that there is something to read, and puts the desk's alerts about their messages away. */
async function tellPerson(tx: Transaction, row: RequestRow, actor: Actor): Promise<void> {
  const { email } = await answersOf(tx, row);
  await owe(tx, row.id, row.language, email, { kind: "message", vars: { reference: row.reference } });
  await tx
    .update(alert)
    .set({ seenAt: new Date(), seenBy: actorName(actor) })
    .where(and(eq(alert.requestId, row.id), eq(alert.mark, messageMark), isNull(alert.seenAt)));
}
