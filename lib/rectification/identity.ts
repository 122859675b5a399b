import { sql } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { audit } from "#lib/audit/append.ts";
import type { Transaction } from "#lib/db/database.ts";
import { countryOf, keyToken } from "#lib/fanout/known.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import type { System } from "#lib/map/schema.ts";
import { identifierContext } from "#lib/request/plan.ts";
import type { OpenCell } from "#lib/request/rectification-cell.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import type { SystemWork } from "./work.ts";

/**
 * Remembers what an identifier was corrected to, beside what it was. Other systems are not asked by it: whoever asks has
 * not proven that it is theirs, and it may lead to whom it belongs to. The keys that were found stay the person's, and
 * the mailbox that they proved stays the one that they proved.
 */
export async function identityFollows(
  tx: Transaction,
  work: SystemWork,
  system: System,
  cells: readonly OpenCell[],
): Promise<void> {
  for (const { collection: name, field, wanted, at, identifies } of cells) {
    const collection = system.collections.find((one) => one.name === name);
    if (!identifies || wanted === null || at === null || !collection || field === null) continue;
    const kinds = new Set(
      [...collection.match, ...collection.yields]
        .filter((one) => one.fields.length === 1 && one.fields[0]?.text === field)
        .map((one) => one.kind),
    );
    for (const kind of kinds) {
      const value = canonicalIdentifier(kind, wanted, countryOf(system.id, kind) ?? system.country);
      if (value === null) continue;
      const [added] = await tx
        .insert(identifier)
        .values({
          requestId: work.row.requestId,
          kind,
          token: tokenOf(kind, value),
          sealed: seal(work.key, identifierContext(work.row.requestId, kind), value),
          origin: "corrected",
          systemId: system.id,
          collection: collection.name,
          fromKey: keyToken(system.id, at.via),
          confidence: "confirmed",
        })
        // What was only claimed is known now. What is known stays as it came to be known.
        .onConflictDoUpdate({
          target: [identifier.requestId, identifier.kind, identifier.token],
          set: {
            id: sql`nextval('identifier_id_seq')`,
            origin: "corrected",
            systemId: system.id,
            collection: collection.name,
            fromKey: keyToken(system.id, at.via),
            confidence: "confirmed",
          },
          setWhere: sql`${identifier.origin} = 'claimed'`,
        })
        .returning();
      if (!added) continue;
      await audit(tx, work.row.requestId, work.actor, {
        kind: "identifier_corrected",
        system: system.id,
        collection: collection.name,
        identifierKind: kind,
      });
    }
  }
}
