import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";

/**
 * The collections with every parent before its children. Throws `misconfigured` for a missing parent, a circle, and
 * for what files cannot say.
 */
export function parentsFirst(collections: readonly Collection[]): Collection[] {
  const byName = new Map(collections.map((one) => [one.name, one]));
  const ordered = new Set<Collection>();
  const place = (one: Collection, below: readonly Collection[]): void => {
    if (ordered.has(one)) return;
    if (below.includes(one)) {
      throw new ConnectorError(
        "misconfigured",
        `In the data map ${one.name} belongs to itself in a circle, which files cannot be walked by.`,
      );
    }
    for (const { to } of one.belongs) {
      const parent = byName.get(to);
      if (parent === undefined) {
        throw new ConnectorError(
          "misconfigured",
          `The data map says that ${one.name} belongs to ${to}, which it does not describe.`,
        );
      }
      place(parent, [...below, one]);
    }
    ordered.add(one);
  };
  for (const one of collections) {
    if (one.file_field !== undefined)
      throw new ConnectorError("misconfigured", `In files ${one.name} cannot have a file_field.`);
    if (!isRoot(one) && one.subject_key.length > 0)
      throw new ConnectorError(
        "misconfigured",
        `In files ${one.name} cannot both have a subject_key and belong to another collection.`,
      );
    place(one, []);
  }
  return [...ordered];
}

/** A root is where people are found: it belongs to nothing else. */
export const isRoot = (one: Collection) => one.belongs.length === 0;
