import { desc, eq, sql } from "drizzle-orm";
import { findBudget, request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { tokenOf } from "#lib/vault/seal.ts";

/**
 * Mails the references filed under an address to it, or that there are none. The page says the same in both cases, and a
 * mail goes out in both. `language`: of a mail to somebody who has asked nothing.
 */
export async function mailMyReferences(_actor: Actor, typed: string, language = "en"): Promise<void> {
  const mailbox = canonicalMailbox(typed);
  if (!mailbox) return;
  await inTransaction(async (tx) => {
    const rows = await tx
      .select({ reference: request.reference, language: request.language })
      .from(request)
      .where(eq(request.mailboxToken, tokenOf("email", mailbox)))
      .orderBy(desc(request.receivedAt))
      .limit(20);
    // One such mail per address and quarter of an hour, so that the form cannot flood a mailbox.
    const fresh = await tx
      .insert(findBudget)
      .values({ mailbox: tokenOf("find", mailbox) })
      .onConflictDoUpdate({
        target: findBudget.mailbox,
        set: { at: sql`now()` },
        setWhere: sql`${findBudget.at} < now() - interval '15 minutes'`,
      })
      .returning();
    const first = rows[0];
    if (fresh.length === 0) return;
    // Everybody who types an address causes one mail to it: only its owner learns what is in it.
    if (!first) {
      await owe(tx, null, language, mailbox, { kind: "find_nothing", vars: {} });
      return;
    }
    const references = rows.map((row) => row.reference).join(", ");
    await owe(tx, null, first.language, mailbox, { kind: "find", vars: { references } });
  });
}
