import { eq, sql } from "drizzle-orm";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { foundKey } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Transaction } from "#lib/db/database.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { identifierContext } from "#lib/request/plan.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import {
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
    viaOfKey.set(found.key, idOf(found.via));
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
      .onConflictDoNothing();
  }
  for (const yielded of answer.identifiers) {
    const value = canonicalIdentifier(yielded.kind, yielded.value);
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
        fromId: viaOfKey.get(yielded.key) ?? null,
      })
      // What was only claimed, or known through somebody else's rows, becomes known once a system holds it for them.
      .onConflictDoUpdate({
        target: [identifier.requestId, identifier.kind, identifier.token],
        set: {
          id: sql`nextval('identifier_id_seq')`,
          origin: "found",
          systemId: work.systemId,
          collection: yielded.collection,
          fromId: viaOfKey.get(yielded.key) ?? null,
        },
        setWhere: sql`${identifier.origin} in ('claimed', 'tainted')`,
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
  await storeShared(tx, work, answer, idOf);
  const keys = await tx.select({ id: foundKey.id }).from(foundKey).where(eq(foundKey.taskId, work.taskId));
  return keys.length;
}
