import type { Collection } from "./collection.ts";
import type { Edge } from "./language/edge.ts";

const isOwn = (edge: Edge): boolean => edge.as === "owned";

/**
 * The collections along which identifiers lead up to a person and become known: what is their own, not where they
 * are only mentioned, wrote, or stand beside somebody else. For kinds in which a root belongs to nothing.
 */
export function ownedPart(collections: readonly Collection[]): Collection[] {
  const kept = new Set(collections.filter((one) => one.belongs.length === 0).map((one) => one.name));
  for (let before = -1; before < kept.size; ) {
    before = kept.size;
    for (const one of collections)
      if (one.belongs.some((edge) => isOwn(edge) && kept.has(edge.to))) kept.add(one.name);
  }
  return collections
    .filter((one) => kept.has(one.name))
    .map((one) => ({ ...one, belongs: one.belongs.filter((edge) => isOwn(edge) && kept.has(edge.to)) }));
}
