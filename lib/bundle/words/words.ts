import { en } from "./en.ts";

export type Words = typeof en;

/**
 * The words for a request's language. A language that we have no words in gets English, and the pages then say
 * `lang="en"`: what the words are, not what was asked for.
 */
export function wordsFor(language: string): Words {
  const known: Record<string, Words> = { en };
  return known[language.split("-")[0] ?? ""] ?? en;
}

export function dateInWords(instant: Date, zone: string, words: Words): string {
  return new Intl.DateTimeFormat(words.locale, { dateStyle: "long", timeZone: zone }).format(instant);
}

/** A civil date `YYYY-MM-DD`. */
export function dayAsDate(day: string, words: Words): string {
  return dateInWords(new Date(`${day}T12:00:00Z`), "UTC", words);
}

export function numberInWords(n: number, words: Words): string {
  return new Intl.NumberFormat(words.locale).format(n);
}

export function listInWords(items: readonly string[], words: Words): string {
  return new Intl.ListFormat(words.locale, { type: "conjunction" }).format(items);
}

export function countryInWords(code: string, words: Words): string {
  return new Intl.DisplayNames(words.locale, { type: "region" }).of(code.toUpperCase()) ?? code;
}
