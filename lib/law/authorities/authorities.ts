import { attorneysGeneral } from "./attorneys-general.ts";
import type { Authority } from "./authority.ts";
import { elsewhere } from "./elsewhere.ts";
import { europe } from "./europe.ts";

const all: Readonly<Record<string, Authority>> = { ...attorneysGeneral, ...elsewhere, ...europe };

/** The authority of where a person lives: of the part of the country, else of the country. Null where we know none. */
export function authorityFor(place: string): Authority | null {
  return all[place] ?? all[place.split("-")[0] ?? place] ?? null;
}

/** The attorney general of a state of the United States; in California besides the privacy agency. Null elsewhere. */
export function attorneyGeneralFor(place: string): Authority | null {
  return attorneysGeneral[place] ?? null;
}
