import type { Collection } from "#connectors/collection.ts";
import type { KnownIdentifier, LocateAnswer, SharedIdentifier } from "#connectors/contract.ts";
import { sealKey } from "#connectors/lineage.ts";
import { rootsOf } from "./graph.ts";
import { keyOf } from "./keys.ts";
import { type LocateRow, widthsOf } from "./locate.ts";

type Located = Extract<LocateAnswer, { kind: "located" }>;

/** The answer to a search, from the rows of its statement. */
export function readLocated(
  collections: readonly Collection[],
  asked: readonly KnownIdentifier[],
  rows: readonly LocateRow[],
): Located {
  const roots = rootsOf(collections);
  const { parts, values } = widthsOf(collections);
  const answer: Located = { kind: "located", keys: [], identifiers: [], shared: [] };
  const known = new Set(asked.map((one) => `${one.kind} ${one.value}`));
  const shared = new Map<string, SharedIdentifier>();
  for (const row of rows) {
    const root = roots[Number(row.root)];
    if (root === undefined) continue;
    const collection = root.name;
    const key = sealKey(keyOf(textsIn(row, "p", parts).slice(0, root.subject_key.length)));
    if (row.what === "yield") {
      const identifier = { kind: row.kind, value: keyOf(textsIn(row, "v", values)) };
      const name = `${identifier.kind} ${identifier.value}`;
      const yielded = `${row.root} ${key} ${name}`;
      if (!known.has(name) && !known.has(yielded))
        answer.identifiers.push({ ...identifier, collection, key });
      known.add(yielded);
      continue;
    }
    const via = asked[Number(row.no)];
    if (via === undefined) continue;
    if (Number(row.people) === 1) {
      answer.keys.push({ collection, key, via });
      continue;
    }
    const name = `${row.root} ${row.no}`;
    const one = shared.get(name) ?? { ...via, collection, keys: [] };
    shared.set(name, one);
    one.keys.push(key);
  }
  answer.shared.push(...shared.values());
  return answer;
}

function textsIn(row: LocateRow, letter: "p" | "v", count: number): string[] {
  const texts = Array.from({ length: count }, (_, no) => row[`${letter}${no}`]);
  return texts.filter((text): text is string => typeof text === "string");
}
