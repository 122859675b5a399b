import type { Collection } from "#connectors/collection.ts";
import type { Field } from "#connectors/language/field.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";

/** A field of the map with where it stands. */
export type MappedField = { system: System; collection: Collection; name: string; field: Field };

/** The field that `system.collection.field` names; null where there is none. The field's own name may have dots. */
export function fieldNamed(whole: string): MappedField | null {
  const [systemId = "", collectionName = "", ...rest] = whole.split(".");
  const system = currentMap().systems.find((one) => one.id === systemId);
  const collection = system?.collections.find((one) => one.name === collectionName);
  const name = rest.join(".");
  const field = collection?.fields[name];
  return system && collection && field ? { system, collection, name, field } : null;
}

export const nameOfField = (system: string, collection: string, field: string): string =>
  `${system}.${collection}.${field}`;
