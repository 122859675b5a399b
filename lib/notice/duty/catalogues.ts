import { type AnswerLanguage, languageOf } from "#lib/core/languages.ts";
import { ar } from "./words/ar.ts";
import type { DutyWords } from "./words/catalogue.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";
import { he } from "./words/he.ts";
import { it } from "./words/it.ts";
import { nl } from "./words/nl.ts";
import { pl } from "./words/pl.ts";
import { pt } from "./words/pt.ts";

const catalogues: Readonly<Record<AnswerLanguage, DutyWords>> = { en, de, fr, es, it, pl, nl, pt, ar, he };

/** The words of a language, and which language they are really in: English where there are none. */
export function dutyWords(language: string): { language: AnswerLanguage; words: DutyWords } {
  const known = languageOf(language);
  return { language: known, words: catalogues[known] };
}
