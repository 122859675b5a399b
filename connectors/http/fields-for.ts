import type { Collection } from "#connectors/collection.ts";
import { disclosedFields } from "#connectors/lineage.ts";

/** The fields that somebody in these roles may see. */
export function fieldsFor(collection: Collection): (roles: ReadonlySet<string>) => readonly string[] {
  const disclosed = disclosedFields(collection);
  const restricted = disclosed.some((name) => collection.fields[name]?.roles !== undefined);
  return (roles) =>
    restricted
      ? disclosed.filter((name) => collection.fields[name]?.roles?.some((role) => roles.has(role)) ?? true)
      : disclosed;
}
