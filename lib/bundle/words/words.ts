import { type AnswerLanguage, directionOf, languageOf, localeOf } from "#lib/core/languages.ts";
import { catalogues, type Messages } from "./catalogues.ts";
import { isolated, type Say, sayer } from "./say.ts";
import { type Sentences, sentencesOf } from "./sentences.ts";

/**
 * The words of the bundle and the letter in one language. Two ways to them:
 *
 * - `words.say("viewer.found", { n: 3 })`: any message by its area and key. **A new word** is one line in
 *   `messages/en/<area>.json` (ICU MessageFormat: `{n, plural, one {# record} other {# records}}`), the same key in
 *   the other languages, and `words.say(...)` where it is shown. Inside a message an apostrophe is written `’`: the
 *   straight one quotes. Values are shown as they are and need no care for the direction of a script.
 * - `words.records(3)`: the sentences that many pages say, with typed values (`sentences.ts`).
 *
 * Keys and names of files are not words: they never change with the language.
 */
export type Words = Sentences & {
  /** What the words are in, not what was asked for: pages say it as `lang`. */
  language: string;
  /** For Intl: the region whose habits dates and numbers follow. */
  locale: string;
  direction: "ltr" | "rtl";
  say: Say;
  /** The messages themselves, for what formats them elsewhere (the viewer). */
  messages: Messages;
};

const made = new Map<string, Words>();

/** The words for a request's language (BCP 47); a language that we have no words in gets English. */
export function wordsFor(tag: string): Words {
  const language = languageOf(tag);
  const words = made.get(language) ?? wordsOf(language);
  made.set(language, words);
  return words;
}

function wordsOf(language: AnswerLanguage): Words {
  const messages = catalogues[language];
  const locale = localeOf(language);
  const direction = directionOf(language);
  const say = sayer(locale, direction, messages);
  return { language, locale, direction, say, messages, ...sentencesOf(say) };
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
  const shown = items.map((item) => isolated(item, words.direction));
  return new Intl.ListFormat(words.locale, { type: "conjunction" }).format(shown);
}

export function countryInWords(code: string, words: Words): string {
  return new Intl.DisplayNames(words.locale, { type: "region" }).of(code.toUpperCase()) ?? code;
}
