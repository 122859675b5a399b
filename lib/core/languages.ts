/** The languages in which everything that a person reads is written. English first: it has every word. */
export const answerIn = ["en", "de", "fr", "es", "it", "pl", "nl", "pt", "ar", "he"] as const;

export type AnswerLanguage = (typeof answerIn)[number];

/** Each language by its own name: what somebody looks for who reads no other. */
export const ownNames: Readonly<Record<AnswerLanguage, string>> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  it: "Italiano",
  pl: "Polski",
  nl: "Nederlands",
  pt: "Português",
  ar: "العربية",
  he: "עברית",
};

/**
 * Regional habits where a language has several: day before month, and the digits of links and references also in
 * Arabic (docs/decisions/0032-words-of-the-bundle.md).
 */
const habits: Partial<Record<AnswerLanguage, string>> = { en: "en-GB", pt: "pt-PT", ar: "ar-u-nu-latn" };

/** The language of ours that a tag means (`de-AT` has the words of `de`); English where we have none of it. */
export function languageOf(tag: string): AnswerLanguage {
  const base = tag.toLowerCase().split("-")[0];
  return answerIn.find((one) => one === base) ?? "en";
}

/** For Intl: the region whose habits the dates and numbers of a language follow. */
export const localeOf = (tag: string): string => {
  const language = languageOf(tag);
  return habits[language] ?? language;
};

/** Which way a language is read. */
export const directionOf = (tag: string): "ltr" | "rtl" =>
  ["ar", "he"].includes(languageOf(tag)) ? "rtl" : "ltr";
