import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Asker } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open, seal, tokenOf } from "#lib/vault/seal.ts";
import { filedHere, requestFor } from "./access.ts";
import { lockRequest } from "./move.ts";
import { answersContext } from "./sealed.ts";

/**
 * Puts a mistyped address right, in the browser that filed the request and until anybody has proven it; afterwards
 * nobody changes it here (attack DSR-02). Returns false where the new one is none. Throws the uniform `not_found`.
 */
export async function changeAddress(actor: Asker, reference: string, typed: string): Promise<boolean> {
  const mailbox = canonicalMailbox(typed);
  if (!mailbox) return false;
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "see", staff: "work" });
    const row = await lockRequest(tx, seen.id);
    if (!filedHere(row, actor.browser) || row.status !== "received" || row.verifiedAt) return notFound();
    const key = await keyOf(tx, row.id);
    const kept = JSON.parse(open(key, answersContext(row.id), row.sealed)) as Record<string, unknown>;
    const sealed = seal(key, answersContext(row.id), JSON.stringify({ ...kept, email: mailbox }));
    const mailboxToken = tokenOf("email", mailbox);
    await tx.update(request).set({ sealed, mailboxToken }).where(eq(request.id, row.id));
    await audit(tx, row.id, actor, { kind: "address_changed" });
  });
  return true;
}
