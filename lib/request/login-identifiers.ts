import { identifier } from "#drizzle/schema/identity.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import { readAccount } from "#lib/identity/account.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import { identifierContext } from "./plan.ts";

/**
 * Keeps what the company's login told of the person who is signed in, like a customer number, as proven identifiers of
 * a request that they make about themselves: systems are asked by it from the start.
 */
export async function keepLoginIdentifiers(
  tx: Transaction,
  requestId: string,
  actor: Extract<Actor, { kind: "account" }>,
): Promise<void> {
  const proof = await readAccount(actor, tx);
  if (proof.kind !== "sign_in" || proof.known.length === 0) return;
  const key = await keyOf(tx, requestId);
  await tx
    .insert(identifier)
    .values(
      proof.known.map(({ kind, value }) => ({
        requestId,
        kind,
        token: tokenOf(kind, value),
        sealed: seal(key, identifierContext(requestId, kind), value),
        origin: "proven",
        confidence: "proven",
      })),
    )
    .onConflictDoNothing();
}
