import type { Rendered, Written } from "./rendered.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const english = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** English names of the countries, by lower-case name. */
const codes = new Map<string, string>();
for (const one of letters) {
  for (const two of letters) {
    const code = one + two;
    const name = english.of(code);
    // Codes that are withdrawn share their name with the one that is used now.
    if (name && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
      codes.set(name.toLowerCase(), code);
  }
}

/** ISO 3166 alpha-2 of a country that is written as its code or its English name; null for all else. */
export function countryIn(text: string): string | null {
  const trimmed = text.trim();
  if (/^[A-Za-z]{2}$/.test(trimmed)) {
    const code = trimmed.toUpperCase();
    return [...codes.values()].includes(code) ? code : null;
  }
  return codes.get(trimmed.toLowerCase()) ?? null;
}

/** A country in the field's way: its code, or its English name; another language's name is not guessed. */
export function countryAs(wanted: string, field: Written): Rendered {
  const code = countryIn(wanted);
  if (code === null) return { why: "This is no country that we know by its code or its English name." };
  const name = english.of(code) ?? code;
  if (field.normalise === "country_code") return { value: code };
  if (field.normalise === "country_name") return { value: name };
  const now = field.now?.trim() ?? "";
  if (/^[A-Z]{2}$/.test(now)) return { value: code };
  if (/^[a-z]{2}$/.test(now)) return { value: code.toLowerCase() };
  if (codes.has(now.toLowerCase())) return { value: name };
  return { why: "It is not sure how this system writes a country." };
}
