import { and, eq, sql } from "drizzle-orm";
import type { KnownIdentifier, LocateAnswer } from "#connectors/contract.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { foundKey, sharedIdentifier } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Transaction } from "#lib/db/database.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { identifierContext } from "#lib/request/plan.ts";
import { type DataKey, open, seal, tokenOf } from "#lib/vault/seal.ts";

type IdentifierRow = typeof identifier.$inferSelect;
type Located = Extract<LocateAnswer, { kind: "located" }>;

export const keyContext = (taskId: string) => `found_key/${taskId}`;
export const keyToken = (systemId: string, key: string) => tokenOf(`key/${systemId}`, key);

/** An identifier's value, opened. */
export function openIdentifier(key: DataKey, row: IdentifierRow): KnownIdentifier {
  return { kind: row.kind, value: open(key, identifierContext(row.requestId, row.kind), row.sealed) };
}

type Work = { taskId: string; requestId: string; systemId: string; key: DataKey; actor: Actor };

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
      // What the person only claimed becomes known once a system holds it for them.
      .onConflictDoUpdate({
        target: [identifier.requestId, identifier.kind, identifier.token],
        set: {
          id: sql`nextval('identifier_id_seq')`,
          origin: "found",
          systemId: work.systemId,
          collection: yielded.collection,
          fromId: viaOfKey.get(yielded.key) ?? null,
        },
        setWhere: sql`${identifier.origin} = 'claimed'`,
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

async function storeShared(
  tx: Transaction,
  work: Work,
  answer: Located,
  idOf: (known: KnownIdentifier) => number | null,
): Promise<void> {
  for (const shared of answer.shared) {
    const identifierId = idOf(shared);
    if (identifierId === null) continue;
    const [before] = await tx
      .select()
      .from(sharedIdentifier)
      .where(and(eq(sharedIdentifier.taskId, work.taskId), eq(sharedIdentifier.identifierId, identifierId)));
    if (before) continue;
    await tx.insert(sharedIdentifier).values({
      taskId: work.taskId,
      identifierId,
      collection: shared.collection,
      sealedKeys: seal(work.key, keyContext(work.taskId), JSON.stringify(shared.keys)),
    });
    await audit(tx, work.requestId, work.actor, {
      kind: "shared_identifier",
      system: work.systemId,
      identifierKind: shared.kind,
      people: shared.keys.length,
    });
  }
}
