import { type DutyLanguage, dutyLanguage } from "#lib/request/duty/facts.ts";
import type { DutyWords } from "./words/catalogue.ts";
import { en } from "./words/en.ts";

const catalogues: Partial<Record<DutyLanguage, DutyWords>> = { en };

/** The words of a language, and which language they are really in: English where there are none. */
export function dutyWords(language: string): { language: DutyLanguage; words: DutyWords } {
  const known = dutyLanguage(language) ?? "en";
  const words = catalogues[known];
  return words ? { language: known, words } : { language: "en", words: en };
}
