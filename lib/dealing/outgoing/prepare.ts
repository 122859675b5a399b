import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { outgoingMessage } from "#drizzle/schema/outgoing.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { isNobody } from "#lib/core/nobody.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { typedText } from "#lib/request/clocks/typed.ts";
import { lockRequest } from "#lib/request/move.ts";
import { answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { newestNumber } from "../add.ts";
import { keepDraft } from "../drafts.ts";
import { type Kept, type SentFile, withKeptFiles } from "../keep-files.ts";
import { longestMessage } from "../write.ts";
import { hashOfOutgoing, type Outgoing, sealOutgoing, type Way, ways } from "./sealed.ts";

/** What staff want to send. `onceKey`: of the form, so that one form prepares one message. */
export type Preparing = {
  subject: string;
  text: string;
  how: string;
  template: { id: string; version: number } | null;
  files: readonly SentFile[];
  onceKey: string;
};

type Staff = Extract<Actor, { kind: "staff" }>;

export const work = { person: "never", staff: "work" } as const;

/** A member of staff: nobody else writes in the name of the house. Throws the uniform `not_found`. */
export const writerOf = (actor: Actor): Staff => (actor.kind === "staff" ? actor : notFound());

/** The subject and the words as they were typed. Throws HabeasError `invalid`. */
export function typedMessage({ subject, text }: { subject: string; text: string }) {
  const line = typedText(subject, { what: "a subject", most: 120 });
  if (line.includes("\n")) throw new HabeasError("invalid", "The subject is one line.");
  return { subject: line, text: typedText(text, { what: "your message", most: longestMessage }) };
}

/** The way a message goes to this address. Throws HabeasError `invalid` where no mail can go there. */
export function wayTo(typed: string, email: string): Way {
  const how = ways.find((one) => one === typed);
  if (how === undefined) throw new HabeasError("invalid", "Choose how the message goes.");
  if (how === "mail" && isNobody(email))
    throw new HabeasError(
      "invalid",
      "There is no mail address. Let it stand on the page, or write a letter.",
    );
  return how;
}

/** What would go to the person of a request, as its facts stand. Throws `gone` once everything was destroyed. */
export async function outgoingTo(
  tx: Transaction,
  row: RequestRow,
  { subject, text, files }: Pick<Outgoing, "subject" | "text" | "files">,
): Promise<Outgoing> {
  const asked = await answersIfKept(tx, row);
  if (asked === null)
    throw new HabeasError("gone", "What we held for this request was destroyed on schedule.");
  const { email: to, name } = asked;
  return { subject, text, language: row.language, to, name, brandId: row.brandId, files: [...files] };
}

/**
 * Keeps a message with its files for the preview; nothing is sent. What was typed is kept as a draft whatever happens.
 * Throws HabeasError `invalid`, `gone`, and the uniform `not_found`. Returns the id of what was prepared.
 */
export async function prepareMessage(actor: Actor, reference: string, typed: Preparing): Promise<string> {
  const writer = writerOf(actor);
  await keepDraft(actor, reference, "message", typed.text);
  const said = typedMessage(typed);
  const { requestId, key } = await inTransaction(async (tx) => {
    const row = await requestFor(tx, writer, reference, work);
    return { requestId: row.id, key: await keyOf(tx, row.id) };
  });
  const { id } = await withKeptFiles(key, requestId, typed.files, (files) =>
    inTransaction(async (tx) => {
      const row = await lockRequest(tx, requestId);
      return insertPrepared(tx, writer, row, { ...typed, ...said, files });
    }),
  );
  return id;
}

type Inserting = Omit<Preparing, "files"> & { files: Kept[] };

/** Under the request's lock. `again`: the same form had prepared the same words before. */
export async function insertPrepared(
  tx: Transaction,
  writer: Staff,
  row: RequestRow,
  typed: Inserting,
): Promise<{ id: string; hash: Buffer; again: boolean }> {
  const content = await outgoingTo(tx, row, typed);
  const how = wayTo(typed.how, content.to);
  const hash = hashOfOutgoing(row.id, how, content);
  const words = hashOfOutgoing(row.id, how, { ...content, files: [] }).toString("base64url");
  const onceKey = `${row.id}/${writer.staffId}/${typed.onceKey.slice(0, 64)}/${words}`;
  const [before] = await tx.select().from(outgoingMessage).where(eq(outgoingMessage.onceKey, onceKey));
  if (before && typed.files.length === 0) return { id: before.id, hash: before.hash, again: true };
  const id = randomUUID();
  await tx.insert(outgoingMessage).values({
    id,
    requestId: row.id,
    staffId: writer.staffId,
    state: "prepared",
    sealed: sealOutgoing(await keyOf(tx, row.id), id, content),
    how,
    hash,
    template: typed.template?.id ?? null,
    templateVersion: typed.template?.version ?? null,
    seenNumber: await newestNumber(tx, row.id),
    onceKey: before ? `${onceKey}/${id}` : onceKey,
  });
  return { id, hash, again: false };
}
