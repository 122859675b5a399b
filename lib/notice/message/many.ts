import { eq } from "drizzle-orm";
import { outgoingMessage } from "#drizzle/schema/outgoing.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { letGo } from "#lib/dealing/outgoing/confirm.ts";
import {
  insertPrepared,
  outgoingTo,
  typedMessage,
  wayTo,
  work,
  writerOf,
} from "#lib/dealing/outgoing/prepare.ts";
import { hashOfOutgoing } from "#lib/dealing/outgoing/sealed.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { filledFor } from "./fill.ts";

/** Requests that one message goes to at most. */
const mostAtOnce = 200;

/** A message to many: a template, which each person gets in their language with their own values filled in. */
export type DraftToMany = { template: string; how: "page" | "mail" | "post" };

/** What one of them would get; `hash` is of all that is shown. */
export type PreviewOfMany = {
  reference: string;
  name: string;
  language: string;
  subject: string;
  text: string;
  hash: string;
};
/** What cannot be done for one of them, in a sentence. */
export type NotDone = { reference: string; why: string };

/** Every message as its person would get it, in the order of the references; and those who cannot get one, with the reason. */
export async function previewToMany(
  actor: Actor,
  references: readonly string[],
  draft: DraftToMany,
): Promise<{ previews: PreviewOfMany[]; notDone: NotDone[] }> {
  const previews: PreviewOfMany[] = [];
  const notDone = await each(references, async (tx, reference) => {
    const row = await requestFor(tx, writerOf(actor), reference, work);
    const { content, language, hash } = await messageTo(tx, row, draft);
    const { subject, text, name } = content;
    previews.push({ reference: row.reference, name, language, subject, text, hash: hash.toString("hex") });
  });
  return { previews, notDone };
}

/**
 * Lets each message go that was looked at, exactly as it was, with ten seconds to take it back. `seen`: the hash of the
 * preview of each reference; one that would look different now is not sent. `batch`: of the form, so that each goes once.
 * Throws HabeasError `step_up`.
 */
export async function sendToMany(
  actor: Actor,
  references: readonly string[],
  draft: DraftToMany & { seen: Readonly<Record<string, string>>; batch: string },
): Promise<{ done: string[]; notDone: NotDone[] }> {
  demandFresh(actor);
  const done: string[] = [];
  const notDone = await each(references, async (tx, reference) => {
    const writer = writerOf(actor);
    const seen = await requestFor(tx, writer, reference, work);
    const row = await lockRequest(tx, seen.id);
    const { content, version, hash } = await messageTo(tx, row, draft);
    if (hash.toString("hex") !== draft.seen[row.reference])
      throw new HabeasError("conflict", "It would look different now. Look at it again.");
    const { subject, text } = content;
    const template = { id: draft.template, version };
    const typed = { subject, text, how: draft.how, template, files: [], onceKey: draft.batch };
    const { id } = await insertPrepared(tx, writer, row, typed);
    const [found] = await tx.select().from(outgoingMessage).where(eq(outgoingMessage.id, id));
    if (found?.state === "prepared")
      await letGo(tx, actor, row, found, { id, hash: hash.toString("hex"), at: null });
    done.push(row.reference);
  });
  return { done, notDone };
}

async function messageTo(tx: Transaction, row: RequestRow, { template, how }: DraftToMany) {
  const filled = await filledFor(tx, row, template);
  if (filled === null)
    throw new HabeasError("invalid", "There are no words of this template in the person's language yet.");
  const content = await outgoingTo(tx, row, { ...typedMessage(filled), files: [] });
  const hash = hashOfOutgoing(row.id, wayTo(how, content.to), content);
  return { content, hash, language: filled.language, version: filled.version };
}

/** Does it for each reference in a transaction of its own; what cannot be done for one stops no other. */
async function each(
  references: readonly string[],
  run: (tx: Transaction, reference: string) => Promise<void>,
): Promise<NotDone[]> {
  const all = [...new Set(references)];
  if (all.length > mostAtOnce)
    throw new HabeasError("invalid", `That is too many at once. Choose at most ${mostAtOnce} requests.`);
  const notDone: NotDone[] = [];
  for (const reference of all) {
    try {
      await inTransaction((tx) => run(tx, reference));
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      notDone.push({ reference, why: error.message });
    }
  }
  return notDone;
}
