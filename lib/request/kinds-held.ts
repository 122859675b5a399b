import { type Category, categories } from "#connectors/language/categories.ts";
import type { System } from "#lib/map/schema.ts";

/** Names of data under one kind that are shown; the others are counted in by "and more". */
const mostNames = 4;

/**
 * The kinds of data that systems hold (pure), in the map's order, each with what its data is called there, in a language
 * (BCP 47) where the map has it.
 */
export function kindsHeld(
  systems: readonly Pick<System, "collections">[],
  language: string,
): { kind: Category; labels: string[] }[] {
  const all = systems.flatMap(({ collections }) => collections);
  return categories.flatMap((kind) => {
    const labels = all
      .filter(({ category }) => category === kind)
      .map(({ label, labels: others }) => others?.[language] ?? label);
    return labels.length === 0 ? [] : [{ kind, labels: [...new Set(labels)].slice(0, mostNames) }];
  });
}
