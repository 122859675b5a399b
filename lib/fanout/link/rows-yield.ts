import type { Collection } from "#connectors/collection.ts";
import type { YieldedIdentifier } from "#connectors/contract.ts";
import type { System } from "#lib/map/schema.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { mostIdentifiers } from "../limits.ts";
import { recordsIn } from "../records-in.ts";
import type { NewFinding } from "../settle.ts";

/** Rows of a collection that are read for identifiers. */
const most = 2_000;

/** Fields of a collection that hold an identifier in plain; one inside a field or with a prefix is left out. */
function plainYields(collection: Collection) {
  return collection.yields.flatMap(({ kind, fields: [path, ...more], prefix, when }) =>
    more.length === 0 && path.steps.length === 0 && prefix === "" && when.length === 0
      ? [{ kind, column: path.column }]
      : [],
  );
}

/**
 * The identifiers in what was collected for keys that no identifier led to and that staff confirmed: from them the
 * walk goes on. A connector yields identifiers only to those it was asked by, so they are read from the rows.
 */
export async function yieldedByRows(
  system: System,
  findings: readonly NewFinding[],
  vias: ReadonlySet<string>,
  key: DataKey,
): Promise<YieldedIdentifier[]> {
  const found = new Map<string, YieldedIdentifier>();
  for (const piece of findings) {
    const collection = system.collections.find((one) => one.name === piece.collection);
    const yields = collection ? plainYields(collection) : [];
    if (yields.length === 0 || piece.kind !== "records") continue;
    for await (const { via, row } of recordsIn(key, piece.storageKey, most)) {
      if (!vias.has(via)) continue;
      for (const { kind, column } of yields) {
        const value = row[column];
        if (typeof value !== "string" && typeof value !== "number") continue;
        const one = { kind, value: String(value), collection: piece.collection, key: via };
        found.set(`${kind}\u0000${one.value}`, one);
        if (found.size > mostIdentifiers.ofSystem) return [];
      }
    }
  }
  return [...found.values()];
}
