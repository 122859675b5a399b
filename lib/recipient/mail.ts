import { eq } from "drizzle-orm";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { environment } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayInWords } from "#lib/core/day.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { raiseSilent } from "./alert.ts";
import { type NoticeRow, openContent, sealContent, setStanding } from "./ledger.ts";

/** Days in which a recipient is asked to answer; then staff are. */
export const daysToAnswer = 21;
/** Days for which a link opens its notice. */
const linkDays = 60;

/** When a link that is made now ends. */
export const linkEnds = (): Date => new Date(Date.now() + linkDays * 24 * 60 * 60 * 1000);

/**
 * Owes the mail with the link. It names nobody and says nothing of what was asked: that stands behind the link. A link
 * that has ended becomes a new one.
 */
export async function oweMail(
  tx: Transaction,
  row: NoticeRow,
  key: DataKey,
  kind: "recipient_told" | "recipient_reminder",
): Promise<void> {
  const content = openContent(key, row);
  if (content?.way.how !== "mail") throw new Error("there is nobody to write to");
  const ended = row.expiresAt === null || row.expiresAt < new Date();
  const token = ended ? newToken() : content.token;
  const { to, language } = content.way;
  const noticeId = await owe(tx, row.requestId, language, to, {
    kind,
    vars: {
      name: row.name,
      link: `${environment().HABEAS_ORIGIN}/told/${token}`,
      due: dayInWords(row.dueDay, "en"),
    },
  });
  await tx
    .update(recipientNotice)
    .set({
      noticeId,
      ...(ended
        ? {
            tokenHash: hashOf(token),
            expiresAt: linkEnds(),
            sealed: sealContent(key, row.id, { ...content, token }),
          }
        : {}),
    })
    .where(eq(recipientNotice.id, row.id));
}

async function rowOfMail(tx: Transaction, noticeId: string): Promise<NoticeRow | undefined> {
  const [row] = await tx
    .select()
    .from(recipientNotice)
    .where(eq(recipientNotice.noticeId, noticeId))
    .for("update");
  return row as NoticeRow | undefined;
}

/** The mail server has taken a mail: if it was to a recipient, they are told. */
export async function mailWasSent(tx: Transaction, noticeId: string): Promise<void> {
  const row = await rowOfMail(tx, noticeId);
  if (!row || (row.standing !== "owed" && row.standing !== "unreachable")) return;
  const actor: Actor = { kind: "worker", requestId: row.requestId };
  await setStanding(tx, row, actor, "sent");
}

/** A mail cannot be delivered: if it was to a recipient, staff must find another way to tell them. */
export async function mailWasGivenUp(tx: Transaction, noticeId: string): Promise<void> {
  const row = await rowOfMail(tx, noticeId);
  if (!row || (row.standing !== "owed" && row.standing !== "sent")) return;
  const actor: Actor = { kind: "worker", requestId: row.requestId };
  await setStanding(tx, row, actor, "unreachable");
  await raiseSilent(tx, row);
}
