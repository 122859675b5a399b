import { currentMap } from "#lib/map/current.ts";
import type { Query } from "#lib/queue/language.ts";
import { regimeWords } from "../_kit/words.ts";
import type { Names } from "./chips.ts";
import { keptWords } from "./search.ts";

/** How the house calls what stands in a query: titles of systems and brands, short names of laws, and words searched for. */
export async function namesFor(query: Query): Promise<Names> {
  const words = query.terms.some(({ key }) => key === "who") ? await keptWords() : new Map<string, string>();
  const { systems, company } = currentMap();
  return (key, value) => {
    if (key === "system") return systems.find(({ id }) => id === value)?.title ?? null;
    if (key === "law")
      return regimeWords(value) === regimeWords("") ? value.toUpperCase() : regimeWords(value);
    if (key === "brand") return company.brands?.find(({ id }) => id === value)?.name ?? null;
    if (key === "who") return words.get(value) ?? "words not shown";
    return null;
  };
}
