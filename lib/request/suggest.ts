import type { Right } from "#lib/law/rights.ts";
import { rights } from "#lib/law/rights.ts";
import { suggestingWords } from "./suggesting-words.ts";

/** A right that somebody's words may ask for, and the words that made us think so. */
export type Suggestion = { right: Right; because: string[] };

const mostWords = 3;

/**
 * Which rights a message may ask for (pure), in the order of the doors: a suggestion that is shown with its reason, never
 * a choice. Words of all our languages are looked for, because people do not always write in the one that they read.
 */
export function suggestRights(message: string): Suggestion[] {
  const words = message.slice(0, 4_000).match(/[\p{L}\p{M}-]+/gu) ?? [];
  const plain = words.map((word) => ({ word, folded: folded(word) }));
  return rights.flatMap((right) => {
    const found = plain.filter(({ folded: one }) =>
      suggestingWords[right].some((begin) => one.startsWith(begin)),
    );
    const because = [...new Map(found.map(({ word, folded: one }) => [one, word])).values()];
    return because.length === 0 ? [] : [{ right, because: because.slice(0, mostWords) }];
  });
}

/** Small letters without accents and vowel signs; Arabic without the article that sticks to a word. */
function folded(word: string): string {
  const bare = word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ł", "l")
    .replaceAll("ß", "ss");
  return bare.replace(/^[وفبل]?ال/u, "");
}
