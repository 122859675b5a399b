import { countryCodes, unitedStates } from "#lib/law/places.ts";

export type Place = { code: string; name: string };

/** Every country by its name in the language, in that language's order; the United States stand apart by state. */
export function countries(language: string): Place[] {
  const names = new Intl.DisplayNames([language], { type: "region" });
  return countryCodes
    .filter((code) => code !== "US")
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

export function statesOfAmerica(): Place[] {
  return Object.entries(unitedStates).map(([code, name]) => ({ code: `US-${code}`, name }));
}

/** The country in the browser's first language ("en-IE" → "IE"), as a first guess that is shown as one. */
export function guessPlace(acceptLanguage: string | null): string | null {
  const region = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b/.exec(acceptLanguage ?? "")?.[1];
  return region && region !== "US" && countryCodes.includes(region) ? region : null;
}
