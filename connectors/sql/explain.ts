import type { Collection } from "#connectors/collection.ts";
import type { WalkStep } from "#connectors/contract.ts";
import { rootsOf } from "./graph.ts";
import type { RootKeys } from "./keys.ts";
import { locateSql } from "./locate.ts";
import { countSql, type Rows, rowsOf } from "./rows.ts";
import type { Making } from "./values.ts";

/**
 * The statements as they are sent, words in place of values. `read` writes one collection's rows as the kind streams
 * them. For the search every kind of identifier is asked for that the map can match.
 */
export function explainWalk<T>(
  making: Making<T>,
  collections: readonly Collection[],
  read: (rows: Rows<T>) => string,
): WalkStep[] {
  const kinds = new Set(collections.flatMap((one) => one.match.map((each) => each.kind)));
  const asked = [...kinds].flatMap((kind) =>
    ["1", "00000000-0000-4000-8000-000000000000"].map((part) => ({
      kind,
      value: exampleOf(collections, kind, part),
    })),
  );
  const search = locateSql(making, collections, asked);
  const keys: RootKeys = new Map(
    rootsOf(collections).map((root) => [root, [{ via: "", parts: root.subject_key.map(() => "") }]]),
  );
  const steps: WalkStep[] = search === null ? [] : [{ purpose: "locate", collection: null, text: search }];
  steps.push({ purpose: "count", collection: null, text: countSql(making, collections, keys) });
  for (const one of collections) {
    const rows = rowsOf(making, one, collections, keys);
    if (rows !== null) steps.push({ purpose: "collect", collection: one.name, text: read(rows) });
  }
  return steps;
}

/** Values that columns could hold, so that no way of searching is left out: it is never shown. */
function exampleOf(collections: readonly Collection[], kind: string, part: string): string {
  const parts = collections.flatMap((one) => one.match).find((one) => one.kind === kind)?.fields.length ?? 1;
  return parts === 1 ? part : JSON.stringify(Array.from({ length: parts }, () => part));
}
