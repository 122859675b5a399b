import { createTranslator } from "use-intl/core";
import en from "./en.json" with { type: "json" };

const catalogues = { en };

export type Language = keyof typeof catalogues;

function translator(language: Language) {
  return createTranslator({ locale: language, messages: catalogues[language], timeZone: "UTC" });
}

/** Words in one language: `t("home.title")`, with the direction they are read in. */
export type Text = {
  language: Language;
  direction: "ltr" | "rtl";
  t: ReturnType<typeof translator>;
  /** The plain words under a key that is only known while running (an error of a use case), or null. */
  find: (key: string) => string | null;
};

const texts = new Map<Language, Text>();

/** The catalogue for a language, or the English one where there is none yet. */
export function textFor(language: string): Text {
  const known: Language = Object.hasOwn(catalogues, language) ? (language as Language) : "en";
  const text = texts.get(known) ?? {
    language: known,
    direction: "ltr",
    t: translator(known),
    find: (key) => lookUp(catalogues[known], key.split(".")),
  };
  texts.set(known, text);
  return text;
}

function lookUp(place: unknown, [head, ...rest]: string[]): string | null {
  if (head === undefined) return typeof place === "string" ? place : null;
  if (typeof place !== "object" || place === null || !Object.hasOwn(place, head)) return null;
  return lookUp((place as Record<string, unknown>)[head], rest);
}
