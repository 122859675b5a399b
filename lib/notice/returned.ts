import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { alert } from "#drizzle/schema/clock.ts";
import { notice } from "#drizzle/schema/notice.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { noticeFailedMark } from "#lib/clock/marks.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { isNoticeKind } from "#lib/law/duties/notice.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "#lib/request/access.ts";

/** What goes to people of the house, to owners of systems and to recipients of the data. */
const notToThePerson = "^(owner|staff|house|recipient)_";
export const isToThePerson = (kind: string): boolean => !new RegExp(notToThePerson).test(kind);

/**
 * What a mail server sends back: the ids of the mails of ours that it names and says it has given up (RFC 3464,
 * action "failed" or a status of class 5). Nothing for a delay, an answer, or a note that one is on holiday.
 */
export function idsGivenUp(report: string): string[] {
  if (!/^(Action:\s*failed|Status:\s*5\.)/im.test(report)) return [];
  const ids = report.matchAll(/<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[A-Za-z0-9.-]+>/g);
  return [...new Set([...ids].map(([, id]) => id ?? ""))];
}

/** Marks mails that came back, tells staff, and says nothing about whom they were to. Returns how many were ours. */
export async function noteReturned(report: string): Promise<number> {
  let known = 0;
  for (const id of idsGivenUp(report)) {
    await inTransaction(async (tx) => {
      const [row] = await tx
        .update(notice)
        .set({ bouncedAt: sql`now()` })
        .where(and(eq(notice.id, id), eq(notice.state, "settled"), isNull(notice.bouncedAt)))
        .returning();
      if (!row) return;
      known++;
      await audit(tx, row.requestId, worker(row.requestId), { kind: "notice_bounced", notice: row.kind });
      if (row.requestId !== null && isToThePerson(row.kind)) await alertOfMail(tx, row.requestId, row.kind);
    });
  }
  return known;
}

const worker = (requestId: string | null): Actor => ({ kind: "worker", requestId: requestId ?? "" });

/** What did not reach the person must not pass in silence: staff look for another way. Once for each kind of notice. */
export async function alertOfMail(tx: Transaction, requestId: string, kind: string): Promise<void> {
  const [asked] = await tx
    .select({ law: request.regime, dueDay: request.safeDue })
    .from(request)
    .where(eq(request.id, requestId));
  if (!asked) return;
  const about = isNoticeKind(kind) ? kind : "mail";
  const raised = await tx
    .insert(alert)
    .values({
      ...asked,
      requestId,
      kind: about,
      mark: noticeFailedMark,
      segment: "first",
      onDay: companyToday(),
      late: false,
    })
    .onConflictDoNothing()
    .returning({ id: alert.id });
  if (raised.length === 0) return;
  const raisedAs = { kind: "alert_raised", clock: about, mark: noticeFailedMark, late: false } as const;
  await audit(tx, requestId, worker(requestId), raisedAs);
}

/** Whether the newest mail to the proven person did not arrive. Throws the uniform `not_found`. */
export async function isMailReturned(actor: Actor, reference: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
    const [newest] = await tx
      .select({ state: notice.state, bouncedAt: notice.bouncedAt })
      .from(notice)
      .where(
        and(
          eq(notice.requestId, row.id),
          sql`${notice.kind} !~ ${notToThePerson}`,
          // A code that outlived its time was not sent, which says nothing about the mailbox.
          ne(notice.kind, "code"),
          sql`${notice.state} in ('settled', 'failed')`,
        ),
      )
      .orderBy(desc(notice.createdAt))
      .limit(1);
    return newest !== undefined && (newest.state === "failed" || newest.bouncedAt !== null);
  });
}
