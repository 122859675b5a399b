import { languageOf } from "#lib/core/languages.ts";

/** How hard a text is to read. `lix`: null where words are written without vowels, so that their length says little. */
export type Reading = {
  words: number;
  sentences: number;
  perSentence: number;
  longShare: number;
  lix: number | null;
};

const longFrom = 7;

/**
 * Words in a sentence, the share of words of more than six letters, and LIX: the sum of both (C. H. Björnsson, Läsbarhet,
 * 1968), which needs no list of syllables and was compared over languages by him ("Readability of newspapers in 11
 * languages", Reading Research Quarterly 18/4, 1983). Pure, for the browser too.
 */
export function readingOf(text: string, tag: string): Reading {
  const language = languageOf(tag);
  const parts = [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)];
  const words = parts.filter((one) => one.isWordLike).map((one) => one.segment);
  const sentences = text.split(/[.!?؟…]+(?=\s|$)|\n{1,}/u).filter((one) => /\p{L}/u.test(one)).length;
  if (words.length === 0) return { words: 0, sentences: 0, perSentence: 0, longShare: 0, lix: null };
  const perSentence = words.length / Math.max(1, sentences);
  const longShare = words.filter((word) => [...word].length >= longFrom).length / words.length;
  const counts = !["ar", "he"].includes(language);
  return {
    words: words.length,
    sentences,
    perSentence,
    longShare,
    lix: counts ? Math.round(perSentence + 100 * longShare) : null,
  };
}

export type Ease = "easy" | "fair" | "hard";

/** LIX below 30 reads like a book for children, above 40 like a newspaper's leader (Björnsson's scale). */
export function easeOf({ lix, perSentence }: Reading): Ease {
  if (lix === null) return perSentence <= 12 ? "easy" : perSentence <= 20 ? "fair" : "hard";
  return lix < 35 ? "easy" : lix < 45 ? "fair" : "hard";
}
