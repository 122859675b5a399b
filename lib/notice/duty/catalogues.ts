import { type DutyLanguage, dutyLanguage } from "#lib/request/duty/facts.ts";
import type { DutyWords } from "./words/catalogue.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

const catalogues: Readonly<Record<DutyLanguage, DutyWords>> = { en, de, fr, es };

/** The words of a language, and which language they are really in: English where there are none. */
export function dutyWords(language: string): { language: DutyLanguage; words: DutyWords } {
  const known = dutyLanguage(language) ?? "en";
  return { language: known, words: catalogues[known] };
}
