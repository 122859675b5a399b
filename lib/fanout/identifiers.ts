import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { KnownIdentifier, YieldedIdentifier } from "#connectors/contract.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { proposedLink } from "#drizzle/schema/link.ts";
import { foundKey } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Transaction } from "#lib/db/database.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { identifierContext } from "#lib/request/plan.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import {
  countryOf,
  type IdentifierRow,
  keyContext,
  keyToken,
  type Located,
  openIdentifier,
  type Work,
} from "./known.ts";
import { storeShared } from "./shared.ts";

/**
 * Stores what a system knew: the person's keys, and identifiers by which others may know them, each with the
 * identifier that led to it. Returns the number of keys now known in this system.
 */
export async function storeLocated(
  tx: Transaction,
  work: Work,
  answer: Located,
  asked: IdentifierRow[],
): Promise<number> {
  const byValue = new Map(
    asked.map((row) => {
      const known = openIdentifier(work.key, row);
      return [`${known.kind}\u0000${known.value}`, row.id];
    }),
  );
  const idOf = (known: KnownIdentifier) => byValue.get(`${known.kind}\u0000${known.value}`) ?? null;
  const viaOfKey = new Map<string, number | null>();
  for (const found of answer.keys) {
    viaOfKey.set(placeOf(found), idOf(found.via));
    await tx
      .insert(foundKey)
      .values({
        taskId: work.taskId,
        collection: found.collection,
        token: keyToken(work.systemId, found.key),
        sealed: seal(work.key, keyContext(work.taskId), found.key),
        viaIdentifier: idOf(found.via),
        origin: "located",
      })
      // An identifier that leads there says more than likeness did.
      .onConflictDoUpdate({
        target: [foundKey.taskId, foundKey.collection, foundKey.token],
        set: { origin: "located", viaIdentifier: idOf(found.via) },
        setWhere: eq(foundKey.origin, "likeness"),
      });
  }
  await storeYielded(tx, work, answer.identifiers, "exact", (one) => viaOfKey.get(placeOf(one)) ?? null);
  await storeShared(tx, work, answer, idOf);
  const keys = await tx.select({ id: foundKey.id }).from(foundKey).where(eq(foundKey.taskId, work.taskId));
  return keys.length;
}

/** A likeness that nobody has decided on is no question any more once a key leads to the same person. */
export async function forgetProposals(tx: Transaction, work: Work): Promise<void> {
  const exact = tx
    .select({ token: foundKey.token })
    .from(foundKey)
    .where(and(eq(foundKey.taskId, work.taskId), ne(foundKey.origin, "likeness")));
  await tx
    .delete(proposedLink)
    .where(
      and(
        eq(proposedLink.taskId, work.taskId),
        inArray(proposedLink.state, ["proposed", "used"]),
        inArray(proposedLink.token, exact),
      ),
    );
}

/** Stores further identifiers that a system knows the person by, each with the key and identifier that led to it. */
export async function storeYielded(
  tx: Transaction,
  work: Work,
  identifiers: readonly YieldedIdentifier[],
  confidence: "exact" | "confirmed",
  viaOf: (yielded: YieldedIdentifier) => number | null,
): Promise<void> {
  for (const yielded of identifiers) {
    const value = canonicalIdentifier(yielded.kind, yielded.value, countryOf(work.systemId, yielded.kind));
    if (value === null) continue;
    const [added] = await tx
      .insert(identifier)
      .values({
        requestId: work.requestId,
        kind: yielded.kind,
        token: tokenOf(yielded.kind, value),
        sealed: seal(work.key, identifierContext(work.requestId, yielded.kind), value),
        origin: "found",
        systemId: work.systemId,
        collection: yielded.collection,
        fromId: viaOf(yielded),
        fromKey: keyToken(work.systemId, yielded.key),
        confidence,
      })
      // What was only claimed, or known through somebody else's rows, becomes known once a system holds it for them.
      .onConflictDoUpdate({
        target: [identifier.requestId, identifier.kind, identifier.token],
        set: {
          id: sql`nextval('identifier_id_seq')`,
          origin: "found",
          systemId: work.systemId,
          collection: yielded.collection,
          fromId: viaOf(yielded),
          fromKey: keyToken(work.systemId, yielded.key),
          confidence,
        },
        // An opt-out is followed by what was claimed from the start: there it is known already.
        setWhere: sql`${identifier.origin} = 'tainted' or (${identifier.origin} = 'claimed' and not exists (
          select 1 from request r where r.id = ${work.requestId} and r.right_asked in ('opt_out', 'limit_sensitive')))`,
      })
      .returning();
    if (!added) continue;
    await audit(tx, work.requestId, work.actor, {
      kind: "identifier_found",
      system: work.systemId,
      collection: yielded.collection,
      identifierKind: yielded.kind,
    });
  }
}

/** "17" among customers is not "17" among suppliers. */
const placeOf = (one: { collection: string; key: string }) => `${one.collection}\u0000${one.key}`;
