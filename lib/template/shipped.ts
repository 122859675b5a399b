import { type AnswerLanguage, answerIn } from "#lib/core/languages.ts";
import { arabic } from "./words/ar.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";
import { spanish } from "./words/es.ts";
import { french } from "./words/fr.ts";
import { hebrew } from "./words/he.ts";
import { italian } from "./words/it.ts";
import { dutch } from "./words/nl.ts";
import { polish } from "./words/pl.ts";
import { portuguese } from "./words/pt.ts";

/** What a message says: its subject and its paragraphs, an empty line between two. Variables stand in braces. */
export type TemplateText = { subject: string; body: string };

/** Templates that come with Habeas, so that nothing is missing at first: the id, and what staff call it. */
export const shippedNames = {
  acknowledge: "We have your request",
  detail: "Ask for a detail",
  identity: "Ask to show who they are",
  more_time: "Still at work",
  not_found: "Not found so far",
  thanks: "Thank you",
  closing: "Is everything clear?",
} as const;

type ShippedId = keyof typeof shippedNames;
type Sent = { subject: string; body: readonly string[] };
export type ShippedWords = { hello: string } & Record<ShippedId, Sent>;

const catalogues: Readonly<Record<AnswerLanguage, ShippedWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pl: polish,
  nl: dutch,
  pt: portuguese,
  ar: arabic,
  he: hebrew,
};

const isShipped = (id: string): id is ShippedId => Object.hasOwn(shippedNames, id);

/** The words that come with Habeas; null for a template of the house's own, or a language we have none of. */
export function shippedText(id: string, language: string): TemplateText | null {
  const known = answerIn.find((one) => one === language);
  if (known === undefined || !isShipped(id)) return null;
  const { hello, [id]: sent } = catalogues[known];
  return { subject: sent.subject, body: [hello, ...sent.body].join("\n\n") };
}
