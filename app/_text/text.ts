import { createTranslator } from "use-intl/core";
import { type AnswerLanguage, directionOf, languageOf, localeOf } from "#lib/core/languages.ts";
import { filled, type Some } from "#lib/core/messages.ts";
import type { OwnTexts } from "#lib/map/brand/schema.ts";
import { ar } from "./catalogues/ar.ts";
import { de } from "./catalogues/de.ts";
import { en } from "./catalogues/en.ts";
import { es } from "./catalogues/es.ts";
import { fr } from "./catalogues/fr.ts";
import { he } from "./catalogues/he.ts";
import { it } from "./catalogues/it.ts";
import { nl } from "./catalogues/nl.ts";
import { pl } from "./catalogues/pl.ts";
import { pt } from "./catalogues/pt.ts";

/** The words of every page of the portal. English has every one. */
export type Messages = typeof en;

const translated: Record<AnswerLanguage, Some<Messages>> = { en, de, fr, es, it, pl, nl, pt, ar, he };

function translator(language: AnswerLanguage, messages: Messages) {
  return createTranslator({ locale: localeOf(language), messages, timeZone: "UTC" });
}

/** Words in one language: `t("home.title")`, with the direction they are read in. */
export type Text = {
  language: AnswerLanguage;
  direction: "ltr" | "rtl";
  t: ReturnType<typeof translator>;
  /** The plain words under a key that is only known while running (an error of a use case), or null. */
  find: (key: string) => string | null;
};

const texts = new Map<string, Text>();

/**
 * The words for a language (BCP 47): English where we have none of it, and where a message has no translation yet.
 * `own`: what a company says in its own words.
 */
export function textFor(tag: string, own: OwnTexts = {}): Text {
  const language = languageOf(tag);
  const words = own[language];
  const name = words ? `${language} ${JSON.stringify(words)}` : language;
  const known = texts.get(name);
  if (known) return known;
  const messages = withOwn(filled(en, translated[language]), words ?? {});
  const text: Text = {
    language,
    direction: directionOf(language),
    t: translator(language, messages),
    find: (key) => lookUp(messages, key.split(".")),
  };
  texts.set(name, text);
  return text;
}

/** In a message an apostrophe begins what is not to be read as one; a company means the letter. */
const asMessage = (words: string) => words.replaceAll("'", "’");

function withOwn(messages: Messages, own: NonNullable<OwnTexts[AnswerLanguage]>): Messages {
  const { home, shell, help } = messages;
  const said = (words: string | undefined, ours: string) => (words === undefined ? ours : asMessage(words));
  return {
    ...messages,
    home: { ...home, title: said(own.home_title, home.title), lede: said(own.home_lede, home.lede) },
    shell: { ...shell, description: said(own.description, shell.description) },
    help: { ...help, title: said(own.help_title, help.title), lede: said(own.help_lede, help.lede) },
  };
}

function lookUp(place: unknown, [head, ...rest]: string[]): string | null {
  if (head === undefined) return typeof place === "string" ? place : null;
  if (typeof place !== "object" || place === null || !Object.hasOwn(place, head)) return null;
  return lookUp((place as Record<string, unknown>)[head], rest);
}
