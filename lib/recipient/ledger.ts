import { and, eq, sql } from "drizzle-orm";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { ToldStep } from "#lib/audit/steps.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { ToldAction } from "#lib/law/duties/recipients.ts";
import type { WayToTell } from "#lib/map/recipient.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";

export type NoticeRow = Omit<typeof recipientNotice.$inferSelect, "action" | "how" | "standing"> & {
  action: ToldAction;
  how: WayToTell["how"];
  standing: Standing;
};

/**
 * owed: nothing has left us · sent · acked: a machine took it · done, not_held, impossible: their answers ·
 * disproportionate: staff found that telling takes too much · unreachable: given up for now.
 */
export type Standing =
  | "owed"
  | "sent"
  | "acked"
  | "done"
  | "not_held"
  | "impossible"
  | "disproportionate"
  | "unreachable";

/** After these nothing more is asked of anybody. */
const answers: ReadonlySet<Standing> = new Set(["done", "not_held", "impossible", "disproportionate"]);
export const isAnswered = (standing: Standing) => answers.has(standing);

/** What a recipient needs to know and what we need to reach them; sealed until it is sent or shown. */
export type ToldContent = {
  about: KnownIdentifier[];
  /** What changed, where the action needs it: the new value of a correction. */
  detail: string | null;
  way: WayToTell;
  /** The secret of their link, or of the address at which their system answers. */
  token: string;
};

const contentContext = (id: string) => `recipient_notice/${id}/sealed`;
const reasonContext = (id: string) => `recipient_notice/${id}/reason`;

export const sealContent = (key: DataKey, id: string, content: ToldContent) =>
  seal(key, contentContext(id), JSON.stringify(content));

/** What a notice says and where it goes; null once it was answered. */
export function openContent(key: DataKey, row: Pick<NoticeRow, "id" | "sealed">): ToldContent | null {
  return row.sealed ? (JSON.parse(open(key, contentContext(row.id), row.sealed)) as ToldContent) : null;
}

/** Why it is impossible, or what was said with an answer. */
export function openReason(key: DataKey, row: Pick<NoticeRow, "id" | "sealedReason">): string | null {
  return row.sealedReason ? open(key, reasonContext(row.id), row.sealedReason) : null;
}

/** A notice, locked: whoever changes it, changes it alone. Its request is locked before it. */
export async function lockNotice(tx: Transaction, id: string): Promise<NoticeRow> {
  const [row] = await tx.select().from(recipientNotice).where(eq(recipientNotice.id, id)).for("update");
  return row ? (row as NoticeRow) : notFound();
}

/** Who may change how a notice stands. */
export type Teller = Actor | "recipient";

/** Notes in the log what happened to a notice. */
export async function note(tx: Transaction, row: NoticeRow, by: Teller, step: ToldStep): Promise<void> {
  await audit(tx, row.requestId, by, {
    kind: "recipient_told",
    step,
    notice: row.id,
    recipient: row.recipient,
    system: row.systemId,
    action: row.action,
    how: row.how,
  });
}

/** The one writer of how a notice stands; what leads nowhere is refused by the database too. */
export async function setStanding(
  tx: Transaction,
  row: NoticeRow,
  by: Teller,
  standing: Standing,
  change: Partial<Pick<NoticeRow, "how" | "sealed" | "viaSystem">> & { reason?: string } = {},
): Promise<NoticeRow> {
  const { reason, ...set } = change;
  const answered = isAnswered(standing);
  const [written] = await tx
    .update(recipientNotice)
    .set({
      ...set,
      standing,
      ...(standing === "sent" || standing === "acked" ? { sentAt: sql`coalesce(sent_at, now())` } : {}),
      answeredAt: answered ? sql`now()` : null,
      answeredBy: answered ? (by === "recipient" ? by : actorName(by)) : null,
      // Whoever has answered that it is done needs to find nobody any more.
      ...(standing === "done" || standing === "not_held" ? { sealed: null } : {}),
      ...(reason === undefined
        ? {}
        : { sealedReason: seal(await keyOf(tx, row.requestId), reasonContext(row.id), reason) }),
    })
    .where(and(eq(recipientNotice.id, row.id), eq(recipientNotice.standing, row.standing)))
    .returning();
  if (!written) throw new Error("a notice to a recipient changed under its lock");
  await note(tx, row, by, standing);
  return written as NoticeRow;
}
