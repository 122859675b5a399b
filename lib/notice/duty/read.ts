import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { notice } from "#drizzle/schema/notice.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { isNoticeKind, type NoticeKind } from "#lib/law/duties/notice.ts";
import { requestFor } from "#lib/request/access.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { LetterContent } from "../letter/content.ts";
import { openPdf, openText } from "./kept.ts";

/** A notice as it was written to the person. `delivered`: false where its mail could not be delivered. */
export type SentNotice = {
  id: string;
  kind: NoticeKind;
  /** When it was sent, or owed where it could not be delivered. */
  at: Date;
  delivered: boolean;
  /** True where it went out as a letter, too. */
  hasPdf: boolean;
  letter: LetterContent;
};

/**
 * Every notice of duty that was written to the person about a request, the newest first: to that person once their
 * mailbox is proven, and to staff who may see what was found. Empty once the request's data has been destroyed.
 * Throws HabeasError `not_found` for everybody else.
 */
export async function readDutyNotices(actor: Actor, reference: string): Promise<SentNotice[]> {
  return inTransaction(async (tx) => noticesOf(tx, await mayRead(tx, actor, reference)));
}

/** One of them. Throws HabeasError `not_found`. */
export async function readDutyNotice(actor: Actor, reference: string, id: string): Promise<SentNotice> {
  return inTransaction(async (tx) => {
    const [found] = await noticesOf(tx, await mayRead(tx, actor, reference), rowId(id));
    return found ?? notFound();
  });
}

/** The PDF that went out with one of them. Throws HabeasError `not_found`, also where none did. */
export async function dutyNoticePdf(
  actor: Actor,
  reference: string,
  id: string,
): Promise<{ fileName: string; bytes: Buffer }> {
  return inTransaction(async (tx) => {
    const row = await mayRead(tx, actor, reference);
    const [found] = await tx
      .select({ sealed: notice.sealedPdf })
      .from(notice)
      .where(and(eq(notice.requestId, row.id), eq(notice.id, rowId(id))));
    const key = await keyIfKept(tx, row.id);
    if (!found?.sealed || key === null) return notFound();
    return { fileName: `${row.reference}.pdf`, bytes: openPdf(key, id, found.sealed) };
  });
}

const mayRead = (tx: Transaction, actor: Actor, reference: string) =>
  requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });

async function noticesOf(tx: Transaction, row: RequestRow, id?: string): Promise<SentNotice[]> {
  const rows = await tx
    .select({
      id: notice.id,
      kind: notice.kind,
      sealedText: notice.sealedText,
      hasPdf: sql<boolean>`${notice.sealedPdf} is not null`,
      sentAt: notice.sentAt,
      createdAt: notice.createdAt,
    })
    .from(notice)
    .where(
      and(
        eq(notice.requestId, row.id),
        isNotNull(notice.sealedText),
        id === undefined ? undefined : eq(notice.id, id),
      ),
    )
    .orderBy(desc(notice.createdAt));
  const key = rows.length === 0 ? null : await keyIfKept(tx, row.id);
  if (key === null) return [];
  return rows.flatMap(({ id: noticeId, kind, sealedText, hasPdf, sentAt, createdAt }) => {
    if (sealedText === null || !isNoticeKind(kind)) return [];
    const letter = openText(key, noticeId, sealedText);
    return [{ id: noticeId, kind, at: sentAt ?? createdAt, delivered: sentAt !== null, hasPdf, letter }];
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
