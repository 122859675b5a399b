import { and, eq, isNotNull } from "drizzle-orm";
import { notice } from "#drizzle/schema/notice.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { isNoticeKind, type NoticeKind } from "#lib/law/duties/notice.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { LetterContent } from "../letter/content.ts";
import { type KeptLetter, openLetter } from "./kept.ts";
import { dutyPdf } from "./letter.ts";

/** A notice as it was written to the person. `delivered`: false where its mail could not be delivered. */
export type SentNotice = {
  id: string;
  kind: NoticeKind;
  /** When it was sent, or owed where it could not be delivered. */
  at: Date;
  delivered: boolean;
  letter: LetterContent;
};

/**
 * Every notice of duty that was written to the person about a request, the newest first: to that person once their
 * mailbox is proven, and to staff who may see what was found. Empty once the request's data has been destroyed.
 * Throws HabeasError `not_found` for everybody else.
 */
export async function readDutyNotices(actor: Actor, reference: string): Promise<SentNotice[]> {
  return inTransaction(async (tx) => (await keptNotices(tx, actor, reference)).map(({ sent }) => sent));
}

/** One of them. Throws HabeasError `not_found`. */
export async function readDutyNotice(actor: Actor, reference: string, id: string): Promise<SentNotice> {
  return inTransaction(async (tx) => (await keptNotice(tx, actor, reference, id)).sent);
}

/** One of them as the PDF that went out. Throws HabeasError `not_found`. */
export async function dutyNoticePdf(
  actor: Actor,
  reference: string,
  id: string,
): Promise<{ fileName: string; bytes: Buffer }> {
  const { kept } = await inTransaction((tx) => keptNotice(tx, actor, reference, id));
  return {
    fileName: `${kept.reference}.pdf`,
    bytes: await dutyPdf(kept, currentMap().company.legal_name),
  };
}

async function keptNotice(tx: Transaction, actor: Actor, reference: string, id: string) {
  const [found] = await keptNotices(tx, actor, reference, rowId(id));
  return found ?? notFound();
}

async function keptNotices(
  tx: Transaction,
  actor: Actor,
  reference: string,
  id?: string,
): Promise<{ sent: SentNotice; kept: KeptLetter }[]> {
  const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });
  const rows = await tx
    .select()
    .from(notice)
    .where(
      and(
        eq(notice.requestId, row.id),
        isNotNull(notice.sealedText),
        id === undefined ? undefined : eq(notice.id, id),
      ),
    )
    .orderBy(notice.createdAt);
  const key = rows.length === 0 ? null : await keyIfKept(tx, row.id);
  if (key === null) return [];
  return rows.reverse().flatMap(({ id: noticeId, kind, sealedText, sentAt, createdAt }) => {
    if (sealedText === null || !isNoticeKind(kind)) return [];
    const kept = openLetter(key, noticeId, sealedText);
    const sent = { id: noticeId, kind, at: sentAt ?? createdAt, delivered: sentAt !== null };
    return [{ sent: { ...sent, letter: kept.letter }, kept }];
  });
}

async function keyIfKept(tx: Transaction, requestId: string) {
  try {
    return await keyOf(tx, requestId);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "gone") return null;
    throw error;
  }
}
