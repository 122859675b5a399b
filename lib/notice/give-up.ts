import { eq } from "drizzle-orm";
import { notice } from "#drizzle/schema/notice.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import { mailWasGivenUp } from "#lib/recipient/mail.ts";
import { alertOfMail, isToThePerson } from "./returned.ts";

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
  // A code went to an address that nobody has proven: its failure tells staff nothing.
  if (row.requestId !== null && row.kind !== "code" && isToThePerson(row.kind))
    await alertOfMail(tx, row.requestId, row.kind);
}
