import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { attachment, message } from "#drizzle/schema/dealing.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import { type Actor, isAsker } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyIfKept } from "#lib/request/clocks/key-if-kept.ts";
import { readSealed } from "#lib/spool/spool.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DraftPage, draftOf } from "./drafts.ts";
import { endingOf, type MediaType } from "./media-type.ts";
import { type AttachmentRow, openName, openSubject, openWords } from "./sealed.ts";

/** One message as both sides read it. `writer`: the name of the member of staff, null where the person wrote it. */
export type Message = {
  id: string;
  number: number;
  mine: boolean;
  writer: string | null;
  kind: "message" | "detail" | "change" | "narrow";
  text: string;
  /** What staff put above it; empty where there is nothing. */
  subject: string;
  /** The way it took. `own`: a mail from the address of the request; null for what is no mail of the person's side. */
  channel: "page" | "mail" | "post";
  own: boolean | null;
  /** Files of a mail that were not taken. */
  leftOut: number;
  at: Date;
  /** False where the reader sees it for the first time. */
  seen: boolean;
  files: { id: string; name: string; type: MediaType; size: number }[];
};

export type Thread = { messages: Message[]; draft: string; mayWrite: boolean };

const need = { person: "act", staff: "see_findings" } as const;

/**
 * What was written about a request, oldest first, to its proven person and to staff who may see what was found; with what
 * this reader has typed and not sent. What they had not seen counts as seen from now on. Throws the uniform `not_found`.
 */
export async function readThread(
  actor: Actor,
  reference: string,
  page: DraftPage = "message",
): Promise<Thread> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    const key = await keyIfKept(tx, row.id);
    if (key === null) return { messages: [], draft: "", mayWrite: false };
    const mySide = isAsker(actor) ? "person" : "staff";
    const rows = await tx
      .select({ message, name: staff.name })
      .from(message)
      .leftJoin(staff, eq(sql`'staff/' || ${staff.id}`, message.by))
      .where(eq(message.requestId, row.id))
      .orderBy(asc(message.number));
    const files = await filesOf(
      tx,
      rows.map((one) => one.message.id),
    );
    const mayWrite = actor.kind !== "staff" || allowed(actor.role, "work");
    if (mayWrite && actor.kind !== "operator") await noteSeen(tx, row.id, mySide);
    return {
      messages: rows.map(({ message: one, name }) => ({
        id: one.id,
        number: one.number,
        mine: one.side === mySide,
        writer: one.side === "staff" ? (name ?? "") : null,
        kind: one.kind as Message["kind"],
        text: openWords(key, one),
        subject: openSubject(key, one),
        channel: one.channel as Message["channel"],
        own: one.ownAddress,
        leftOut: one.leftOut,
        at: one.at,
        seen: one.side === mySide || one.seenAt !== null,
        files: (files.get(one.id) ?? []).map((file) => ({
          id: file.id,
          name: openName(key, file),
          type: file.mediaType as MediaType,
          size: file.size,
        })),
      })),
      draft: await draftOf(tx, key, row.id, actor, page),
      mayWrite,
    };
  });
}

async function filesOf(tx: Transaction, messages: readonly string[]): Promise<Map<string, AttachmentRow[]>> {
  if (messages.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(attachment)
    .where(inArray(attachment.messageId, [...messages]))
    .orderBy(asc(attachment.place));
  return Map.groupBy(rows, ({ messageId }) => messageId);
}

async function noteSeen(tx: Transaction, requestId: string, mySide: string): Promise<void> {
  await tx
    .update(message)
    .set({ seenAt: sql`now()` })
    .where(and(eq(message.requestId, requestId), ne(message.side, mySide), isNull(message.seenAt)));
}

/** How many messages there are, and how many of them the person has not seen. Zero for a stranger. */
export async function countMessages(
  actor: Actor,
  reference: string,
): Promise<{ all: number; unseen: number }> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    const [found] = await tx
      .select({
        all: sql<number>`count(*)::int`,
        unseen: sql<number>`(count(*) filter (where side = 'staff' and seen_at is null))::int`,
      })
      .from(message)
      .where(eq(message.requestId, row.id));
    return found ?? { all: 0, unseen: 0 };
  });
}

/** A file of a message, to save: to the same readers. That staff opened it is in the log before a byte leaves. */
export async function openAttachment(
  actor: Actor,
  reference: string,
  attachmentId: string,
): Promise<{ type: MediaType; name: string; stream: AsyncIterable<Uint8Array> }> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    const [found] = await tx
      .select({ file: attachment, number: message.number })
      .from(attachment)
      .innerJoin(message, eq(message.id, attachment.messageId))
      .where(and(eq(message.requestId, row.id), eq(attachment.id, rowId(attachmentId))));
    if (!found) return notFound();
    const { file, number } = found;
    const type = file.mediaType as MediaType;
    const stream = readSealed(await keyOf(tx, row.id), file.storageKey);
    if (!isAsker(actor)) await audit(tx, row.id, actor, { kind: "attachment_viewed", number });
    return { type, name: `${row.reference}-${number}-${file.place}.${endingOf(type)}`, stream };
  });
}
