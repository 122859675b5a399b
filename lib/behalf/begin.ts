import { eq } from "drizzle-orm";
import { personSession } from "#drizzle/schema/identity.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { ProofHow } from "#lib/core/proof.ts";
import type { Transaction } from "#lib/db/database.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { contactsOf } from "#lib/request/for-other.ts";
import { startRequest } from "#lib/request/plan.ts";
import { answersContext, answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import { type BehalfStanding, requestsOf } from "./reach.ts";

/**
 * Begins the work on everything that was asked for the person, now that the asker may. Whoever gets the answer themselves
 * must have proven their mailbox first; then the code that proves it begins the work instead.
 */
export async function beginAll(
  tx: Transaction,
  actor: Actor,
  stands: BehalfStanding,
  how: Extract<ProofHow, "link_by_mail" | "document">,
): Promise<void> {
  const waitsForAsker = stands.relation !== "agent" && stands.askerProvenAt === null;
  for (const row of await requestsOf(tx, stands)) {
    if (row.status !== "received") continue;
    if (!needsProof(row.right as Right)) {
      await startRequest(tx, row, actor);
      continue;
    }
    if (waitsForAsker) continue;
    await audit(tx, row.id, actor, { kind: "identity_proven", how });
    await startRequest(tx, row, actor, { at: new Date(), how });
  }
}

/**
 * Lets the answers of a dossier go to the agent, or back to the person: the mailbox of the request is where codes,
 * letters and the copy go. Sessions that were opened with the mailbox before end.
 */
export async function giveTo(tx: Transaction, stands: BehalfStanding, to: "person" | "asker"): Promise<void> {
  for (const row of await requestsOf(tx, stands)) await giveOne(tx, row, to);
}

async function giveOne(tx: Transaction, row: RequestRow, to: "person" | "asker"): Promise<void> {
  const asked = await answersOf(tx, row);
  if (!asked.asker) return;
  const email = to === "asker" ? asked.asker.email : contactsOf(asked).emails[0];
  if (!email) return;
  const name = to === "asker" ? asked.asker.name : asked.theirName;
  const key = await keyOf(tx, row.id);
  await tx
    .update(request)
    .set({
      sealed: seal(key, answersContext(row.id), JSON.stringify({ ...asked, name, email })),
      mailboxToken: tokenOf("email", email),
      filedBy: null,
      accountId: null,
    })
    .where(eq(request.id, row.id));
  await tx.delete(personSession).where(eq(personSession.requestId, row.id));
}
