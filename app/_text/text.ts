import { createTranslator } from "use-intl/core";
import en from "./en.json" with { type: "json" };

const catalogues = { en };

export type Language = keyof typeof catalogues;

function translator(language: Language) {
  return createTranslator({ locale: language, messages: catalogues[language], timeZone: "UTC" });
}

/** Words in one language: `t("home.title")`, with the direction they are read in. */
export type Text = { language: Language; direction: "ltr" | "rtl"; t: ReturnType<typeof translator> };

const texts = new Map<Language, Text>();

/** The catalogue for a language, or the English one where there is none yet. */
export function textFor(language: string): Text {
  const known: Language = language in catalogues ? (language as Language) : "en";
  const ready = texts.get(known) ?? { language: known, direction: "ltr", t: translator(known) };
  texts.set(known, ready);
  return ready;
}
