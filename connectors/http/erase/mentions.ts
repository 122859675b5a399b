import type { Collection } from "#connectors/collection.ts";
import type { Mention } from "#connectors/erase.ts";
import { isObject, textOf } from "#connectors/json.ts";
import { wholeIn } from "#connectors/whole-words.ts";
import { isRoot, reachOf } from "../shape.ts";
import type { Ask } from "../walk.ts";

/**
 * Where these values stand in what the system's own searches answer, whoever's record it is. An API shows no more than
 * its searches do: what can be asked by no identifier is not found.
 */
export async function mentionsOver(
  collections: readonly Collection[],
  ask: Ask,
  values: readonly string[],
): Promise<Mention[]> {
  const holds = wholeIn(values);
  const found = new Map<string, { mention: Mention; seen: Set<string> }>();
  if (holds === null) return [];
  for (const root of collections.filter((one) => isRoot(one) && reachOf(one).job === undefined)) {
    for (const kind of new Set(root.match.map((one) => one.kind))) {
      for (const value of values.filter((one) => mayBe(kind, one))) {
        for await (const record of ask(root, { name: "match", kind, value })) {
          for (const [column, inner] of Object.entries(record)) {
            if (!isIn(inner, holds)) continue;
            const mention = { table: root.table ?? root.name, column, rows: 0 };
            const known = found.get(JSON.stringify(mention)) ?? { mention, seen: new Set() };
            found.set(JSON.stringify(mention), known);
            known.seen.add(JSON.stringify(record));
          }
        }
      }
    }
  }
  return [...found.values()].map(({ mention, seen }) => ({ ...mention, rows: seen.size }));
}

/** A search by telephone is not asked for an address: many systems refuse that as a mistake. */
function mayBe(kind: string, value: string): boolean {
  if (!value.isWellFormed() || value.trim() === "") return false;
  if (kind === "email") return value.includes("@");
  return kind === "phone" ? /^[+()\d\s./-]{6,}$/.test(value) : true;
}

function isIn(value: unknown, holds: (text: string) => boolean): boolean {
  if (Array.isArray(value)) return value.some((one) => isIn(one, holds));
  if (isObject(value)) return Object.values(value).some((one) => isIn(one, holds));
  const text = textOf(value);
  return text !== undefined && holds(text);
}
