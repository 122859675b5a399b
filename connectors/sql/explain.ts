import type { Collection } from "#connectors/collection.ts";
import type { LikenessBlock, WalkStep } from "#connectors/contract.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";
import { candidatesSql, type LikenessDialect } from "./candidates.ts";
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
  likeness?: LikenessDialect<T>,
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
  const alike = likeness && candidatesSql({ ...making, likeness }, collections, exampleBlocks(collections));
  if (alike) steps.push({ purpose: "candidates", collection: null, text: alike });
  for (const one of collections) {
    const rows = rowsOf(making, one, collections, keys);
    if (rows !== null) steps.push({ purpose: "collect", collection: one.name, text: read(rows) });
  }
  return steps;
}

/** One block for each fact that the map has of people. */
function exampleBlocks(collections: readonly Collection[]): LikenessBlock[] {
  const fields = new Set(collections.flatMap((one) => Object.keys(one.likeness ?? {}) as LikenessField[]));
  return [...fields].map((field) => [
    field === "birth_date"
      ? { field, how: "equal", value: "2000-01-01" }
      : { field, how: field === "phone" ? "digits" : "folded", value: "1" },
  ]);
}

/** Values that columns could hold, so that no way of searching is left out: it is never shown. */
function exampleOf(collections: readonly Collection[], kind: string, part: string): string {
  const parts = collections.flatMap((one) => one.match).find((one) => one.kind === kind)?.fields.length ?? 1;
  return parts === 1 ? part : JSON.stringify(Array.from({ length: parts }, () => part));
}
