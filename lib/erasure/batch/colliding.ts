import type { Collection } from "#connectors/collection.ts";
import type { System } from "#lib/map/schema.ts";
import type { PersonKey } from "./people.ts";

/**
 * A listed row says by which key it was reached, not of which root: "17" among customers may be "17" among suppliers.
 * Answers which keys stand for two people of one system whose rows could not be told apart.
 */
export function collidingKeys(
  systems: readonly System[],
  keys: readonly PersonKey[],
): (keys: readonly PersonKey[]) => boolean {
  const mixed = new Set(systems.filter((one) => isMixed(one.collections)).map((one) => one.id));
  if (mixed.size === 0) return () => false;
  const roots = new Map<string, Set<string>>();
  const nameOf = (one: PersonKey) => `${one.system}\u0000${one.key}`;
  for (const one of keys) {
    if (!mixed.has(one.system)) continue;
    const known = roots.get(nameOf(one)) ?? new Set();
    roots.set(nameOf(one), known.add(one.collection));
  }
  return (some) => some.some((one) => (roots.get(nameOf(one))?.size ?? 0) > 1);
}

/** True where rows of some step may belong to two roots. */
function isMixed(collections: readonly Collection[]): boolean {
  return collections.some((one) => one.belongs.some((edge) => rootsAbove(collections, edge.to).size > 1));
}

/** The roots from which a collection is reached, itself among them. */
export function rootsAbove(collections: readonly Collection[], name: string): Set<string> {
  const roots = new Set<string>();
  const seen = new Set<string>();
  const next = [name];
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const one = collections.find((each) => each.name === at);
    if (one === undefined) continue;
    if (one.subject_key.length > 0) roots.add(at);
    next.push(...one.belongs.map((edge) => edge.to));
  }
  return roots;
}
