import { eq } from "drizzle-orm";
import { alert } from "#drizzle/schema/clock.ts";
import { notice } from "#drizzle/schema/notice.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { noticeFailedMark } from "#lib/clock/marks.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import { isNoticeKind } from "#lib/law/duties/notice.ts";
import { companyToday } from "#lib/map/today.ts";
import { mailWasGivenUp } from "#lib/recipient/mail.ts";

type NoticeRow = typeof notice.$inferSelect;

/**
 * Gives up a notice that cannot be delivered: its recipient is forgotten, what it said to the person (`kept`) stays for
 * their page. Where a law asked for it, staff are alerted in the same transaction, once for each kind.
 */
export async function giveUp(
  tx: Transaction,
  row: NoticeRow,
  attempts: number,
  kept: { sealedText?: Buffer; sealedPdf?: Buffer | null } = {},
): Promise<void> {
  await tx
    .update(notice)
    .set({ state: "failed", attempts, sealed: null, ...kept })
    .where(eq(notice.id, row.id));
  const actor: Actor = { kind: "worker", requestId: row.requestId ?? "" };
  await audit(tx, row.requestId, actor, { kind: "notice_failed", notice: row.kind });
  await mailWasGivenUp(tx, row.id);
  if (row.requestId !== null && isNoticeKind(row.kind)) await alertStaff(tx, row.requestId, row.kind, actor);
}

/** What the law asks to be told and did not arrive must not pass in silence: somebody writes by post instead. */
async function alertStaff(tx: Transaction, requestId: string, kind: string, actor: Actor): Promise<void> {
  const [asked] = await tx
    .select({ law: request.regime, dueDay: request.safeDue })
    .from(request)
    .where(eq(request.id, requestId));
  if (!asked) return;
  const raised = await tx
    .insert(alert)
    .values({
      ...asked,
      requestId,
      kind,
      mark: noticeFailedMark,
      segment: "first",
      onDay: companyToday(),
      late: false,
    })
    .onConflictDoNothing()
    .returning({ id: alert.id });
  if (raised.length > 0)
    await audit(tx, requestId, actor, {
      kind: "alert_raised",
      clock: kind,
      mark: noticeFailedMark,
      late: false,
    });
}
