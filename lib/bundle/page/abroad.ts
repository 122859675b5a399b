import { regimes } from "#lib/law/regimes/all.ts";
import type { BundleFacts } from "../contents.ts";

/** A place outside the countries of the law where data of this person is kept, or to which it is given. */
export type Abroad = {
  name: string;
  country: string;
  system: string;
  safeguard: string | null;
};

/** Transfers to other countries (Art. 15(2) GDPR): systems that lie there, and recipients who are there. */
export function abroadOf(facts: BundleFacts): Abroad[] {
  const home = countriesOf(facts);
  return facts.systems
    .filter((source) => source.outcome === "found")
    .flatMap(({ system }) => [
      ...(home.has(system.country.toUpperCase())
        ? []
        : [{ name: system.title, country: system.country, system: system.id, safeguard: null }]),
      ...system.recipients
        .filter(({ country }) => !home.has(country.toUpperCase()))
        .map(({ name, country, safeguard = null }) => ({ name, country, system: system.id, safeguard })),
    ]);
}

/** Where the law that governs the request holds; without one, the company's own country. */
function countriesOf({ regime, company }: BundleFacts): ReadonlySet<string> {
  const law = regimes.findLast((one) => one.id === regime);
  const places = law?.places ?? [company.controller_place];
  return new Set(places.map((place) => place.slice(0, 2).toUpperCase()));
}
