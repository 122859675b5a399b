import { countryCodes, placeName, unitedStates } from "./places.ts";
import type { Regime } from "./regime.ts";

/** Laws that a search finds, and the places that it named. */
export type LawsFound = { laws: Regime[]; places: string[] };

const states = Object.keys(unitedStates).map((code) => `US-${code}`);

/**
 * Laws by where somebody lives ("Ireland", "US-CA", "quebec") or by their own name ("CCPA"). A law of a country is found
 * for its parts too. Nothing typed finds all.
 */
export function findLaws(regimes: readonly Regime[], typed: string): LawsFound {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return { laws: [...regimes], places: [] };
  const known = [...new Set([...countryCodes, ...states, ...regimes.flatMap((one) => one.places)])];
  const exact = known.filter(
    (code) => code.toLowerCase() === wanted || placeName(code, "en").toLowerCase() === wanted,
  );
  const near = known.filter(
    (code) => wanted.length > 2 && placeName(code, "en").toLowerCase().includes(wanted),
  );
  const places = exact.length > 0 ? exact : near;
  const laws = regimes.filter(
    (one) =>
      places.some((place) => protectsAt(one, place)) ||
      [one.id, one.name, one.law].some(
        (name) => wanted.length > 1 && startsAWord(name.toLowerCase(), wanted),
      ),
  );
  return { laws, places };
}

const protectsAt = (regime: Regime, place: string) =>
  regime.places.includes(place) || regime.places.includes(place.split("-")[0] ?? place);

/** True where a word of the name begins with what is wanted: "app" finds no "happy". */
const startsAWord = (name: string, wanted: string) =>
  name.startsWith(wanted) ||
  name.includes(` ${wanted}`) ||
  name.includes(`_${wanted}`) ||
  name.includes(`(${wanted}`);
