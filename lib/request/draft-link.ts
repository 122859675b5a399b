import { randomUUID } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { draftLink } from "#drizzle/schema/request.ts";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import { inTransaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { type Draft, readDraft } from "./draft.ts";
import { browserOf, draftDays, loadDraft, saveDraft } from "./draft-store.ts";

/** Links that one mailbox gets in an hour, so that the form cannot flood it. */
const mostAnHour = 3;

/**
 * Keeps the answers of this browser for seven days more and mails a link by which any browser goes on with them. The
 * mail names nothing of what was typed. Throws HabeasError `invalid` for what is no address, `gone` without answers.
 * A mailbox that had its share gets no further mail; the page says the same.
 */
export async function mailDraftLink(actor: Asker, typed: string, language: string): Promise<void> {
  const mailbox = canonicalMailbox(typed);
  if (!mailbox) throw new HabeasError("invalid", "Enter the email like name@example.com.");
  const browser = browserOf(actor);
  const token = newToken();
  const key = tokenOf("draft_link", mailbox);
  await inTransaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key.toString("hex")}, 5))`);
    const stored = await loadDraft(browser, tx);
    if (!stored) throw new HabeasError("gone", "Your answers are gone. Please start again.");
    await saveDraft(browser, { ...stored, values: { ...stored.values, laterEmail: mailbox } }, tx);
    const [had] = await tx
      .select({ links: sql<number>`count(*)::int` })
      .from(draftLink)
      .where(and(eq(draftLink.mailbox, key), gt(draftLink.createdAt, sql`now() - interval '1 hour'`)));
    if ((had?.links ?? 0) >= mostAnHour) return;
    const expiresAt = sql`now() + make_interval(days => ${draftDays})`;
    await tx.insert(draftLink).values({ tokenHash: hashOf(token), browser, mailbox: key, expiresAt });
    await owe(tx, null, language, mailbox, { kind: "draft", vars: { token, days: String(draftDays) } });
  });
}

/** True where a link still leads to answers. Opening it changes nothing: whoever reads mails first cannot use it up. */
export async function draftLinkLeads(token: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [link] = await tx.select().from(draftLink).where(stands(token));
    return link !== undefined && (await loadDraft(link.browser, tx)) !== null;
  });
}

/** Lets this browser go on with the answers that a link leads to. Throws HabeasError `gone` where it leads nowhere. */
export async function takeUpDraft(actor: Asker, token: string): Promise<Draft> {
  const browser = browserOf(actor);
  await inTransaction(async (tx) => {
    const [link] = await tx.select().from(draftLink).where(stands(token));
    const stored = link ? await loadDraft(link.browser, tx) : null;
    if (!stored) throw new HabeasError("gone", "Your answers were kept for seven days and are gone.");
    // A form of its own: whoever mailed the link must not know by what key it is filed, or could file theirs in its place.
    const formKey = stored.sent.length > 0 ? stored.formKey : randomUUID();
    await saveDraft(browser, { ...stored, formKey }, tx);
  });
  const draft = await readDraft(actor);
  if (!draft) throw new HabeasError("gone", "Your answers are gone. Please start again.");
  return draft;
}

const stands = (token: string) =>
  and(eq(draftLink.tokenHash, hashOf(token)), gt(draftLink.expiresAt, sql`now()`));
