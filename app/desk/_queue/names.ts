import type { Staff } from "#app/_auth/staff.ts";
import { isRowId } from "#lib/core/id.ts";
import { currentMap } from "#lib/map/current.ts";
import { houseValues } from "#lib/queue/house-values.ts";
import type { Query } from "#lib/queue/language.ts";
import { regimeWords } from "../_kit/words.ts";
import type { Names } from "./chips.ts";
import { keptWords } from "./search.ts";

/** How the house calls what stands in a query: titles of systems and brands, short names of laws, and words searched for. */
export async function namesFor(staff: Staff, query: Query): Promise<Names> {
  const words = query.terms.some(({ key }) => key === "who") ? await keptWords() : new Map<string, string>();
  const named = query.terms.some(({ key, values }) => key === "owner" && values.some(isRowId));
  const owners = named ? ((await houseValues(staff)).owner ?? []) : [];
  const { systems, company } = currentMap();
  return (key, value) => {
    if (key === "system") return systems.find(({ id }) => id === value)?.title ?? null;
    if (key === "law")
      return regimeWords(value) === regimeWords("") ? value.toUpperCase() : regimeWords(value);
    if (key === "brand") return company.brands?.find(({ id }) => id === value)?.name ?? null;
    if (key === "owner") return owners.find((one) => one.value === value)?.words ?? null;
    if (key === "who") return words.get(value) ?? "words not shown";
    return null;
  };
}
