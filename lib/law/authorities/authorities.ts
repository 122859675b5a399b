import type { Regime } from "#lib/law/regime.ts";
import { attorneysGeneral } from "./attorneys-general.ts";
import type { Authority } from "./authority.ts";
import { elsewhere } from "./elsewhere.ts";
import { europe } from "./europe.ts";

const all: Readonly<Record<string, Authority>> = { ...attorneysGeneral, ...elsewhere, ...europe };
const countryOf = (place: string) => place.split("-")[0] ?? place;

/** The authority of where a person lives: of the part of the country, else of the country. Null where we know none. */
export function authorityFor(place: string): Authority | null {
  return all[place] ?? all[countryOf(place)] ?? null;
}

/**
 * Whom a person can turn to under a law. Of where they live, as far as the law reaches: a Quebecer under the law of all
 * Canada goes to the Commissioner of Canada. Somebody whom the law protects only through the company (`everyone`), or
 * who lives where it does not reach, goes to the authority of where the company is, else of where the law is from.
 */
export function authorityUnder(
  law: Pick<Regime, "places">,
  place: string,
  controllerPlace: string,
): Authority | null {
  const reached = [place, countryOf(place), controllerPlace, countryOf(controllerPlace)].find((one) =>
    law.places.includes(one),
  );
  return authorityFor(reached ?? law.places[0] ?? place);
}

/** The attorney general of a state of the United States; in California besides the privacy agency. Null elsewhere. */
export function attorneyGeneralFor(place: string): Authority | null {
  return attorneysGeneral[place] ?? null;
}
