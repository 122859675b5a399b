import { and, count, eq, gt, sql } from "drizzle-orm";
import { attachment, message } from "#drizzle/schema/dealing.ts";
import { actorName } from "#lib/audit/append.ts";
import { type Actor, isAsker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { typedText } from "#lib/request/clocks/typed.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { addMessage } from "./add.ts";
import { forgetDraft } from "./drafts.ts";
import { type Kept, type SentFile, typesOf, withKeptFiles } from "./keep-files.ts";

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

/**
 * What the person writes to staff, before and after the request has come to its end. Staff write by `outgoing/`: nothing of
 * theirs goes out that nobody looked at.
 * The files lie sealed in the store before the message counts. Throws HabeasError `invalid`, `too_many`, `gone` once
 * everything was destroyed, and the uniform `not_found`. Returns the message's number.
 */
export async function writeMessage(actor: Actor, reference: string, writing: Writing): Promise<number> {
  const text = typedText(writing.text, { what: "your message", most: longestMessage });
  if (!isAsker(actor)) throw new HabeasError("forbidden", "Look at the message before it goes.");
  typesOf(writing.files);
  const { requestId, key } = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    return { requestId: row.id, key: await keyOf(tx, row.id) };
  });
  const { number } = await withKeptFiles(key, requestId, writing.files, (kept) =>
    inTransaction((tx) => insert(tx, actor, reference, { ...writing, text, kept })),
  );
  return number;
}

const need = { person: "act", staff: "work" } as const;

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
  await mustBeFew(tx, row, writing.kept.length);
  const number = await addMessage(tx, actor, row, { ...writing, onceKey });
  await forgetDraft(tx, row.id, actor, writing.kind);
  return { number, again: false };
}

/** What the person's side can write in a day, and how many files of theirs we keep. Throws HabeasError `too_many`. */
export async function mustBeFew(tx: Transaction, row: RequestRow, files: number): Promise<void> {
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
