import type { Fact } from "#connectors/language/field.ts";
import type { System } from "#lib/map/schema.ts";

/** Where a value stands, in the map's words; and the fact that it tells. */
export function placeWords(
  system: System,
  { collection: name, field }: { collection: string | null; field: string | null },
): { what: string; where: string | null; fact: Fact | null } {
  const collection = system.collections.find((one) => one.name === name);
  const written = field === null ? undefined : collection?.fields[field];
  return {
    what: written?.label ?? field ?? "What is wrong",
    where: collection?.label ?? null,
    fact: written?.fact ?? null,
  };
}
