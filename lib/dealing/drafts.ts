import { and, eq, sql } from "drizzle-orm";
import { messageDraft } from "#drizzle/schema/dealing.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";

/** The page on which it was typed. */
export type DraftPage = "message" | "detail" | "change";

/** Letters of a draft that are kept: twice what a message may have. */
const longest = 8_000;

const context = (requestId: string, writer: string, page: DraftPage) =>
  `message_draft/${requestId}/${writer}/${page}`;

/** Keeps what somebody typed and could not send yet, so that they need not type it again. */
export async function keepDraft(
  actor: Actor,
  reference: string,
  page: DraftPage,
  typed: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
    const writer = actorName(actor);
    const sealed = seal(await keyOf(tx, row.id), context(row.id, writer, page), typed.slice(0, longest));
    await tx
      .insert(messageDraft)
      .values({ requestId: row.id, writer, page, sealed })
      .onConflictDoUpdate({
        target: [messageDraft.requestId, messageDraft.writer, messageDraft.page],
        set: { sealed, at: sql`now()` },
      });
  });
}

/** What this writer has typed and not sent; empty where there is nothing. */
export async function draftOf(
  tx: Queryable,
  key: DataKey,
  requestId: string,
  actor: Actor,
  page: DraftPage,
): Promise<string> {
  const writer = actorName(actor);
  const [found] = await tx
    .select({ sealed: messageDraft.sealed })
    .from(messageDraft)
    .where(
      and(
        eq(messageDraft.requestId, requestId),
        eq(messageDraft.writer, writer),
        eq(messageDraft.page, page),
      ),
    );
  return found ? open(key, context(requestId, writer, page), found.sealed) : "";
}

/** Forgets a draft once it is sent. */
export async function forgetDraft(
  tx: Transaction,
  requestId: string,
  actor: Actor,
  page: DraftPage,
): Promise<void> {
  await tx
    .delete(messageDraft)
    .where(
      and(
        eq(messageDraft.requestId, requestId),
        eq(messageDraft.writer, actorName(actor)),
        eq(messageDraft.page, page),
      ),
    );
}
