import { folded, type Lexicon, nameWords } from "./lexicon.ts";
import type { Found } from "./rule.ts";
import { type Spot, sight } from "./spot.ts";

const wordThere = /[\p{L}\p{M}]+/uy;
const between = /[ \u00a0,.'’-]{1,3}/uy;

/** Names of others that stand in the systems, in either order, and their parts where they tell somebody alone. */
export function knownNames(text: string, spots: readonly Spot[], lexicon: Lexicon): Found[] {
  const found: Found[] = [];
  let read = 0;
  for (const spot of spots) {
    if ((spot.kind & sight.name) === 0 || spot.start < read) continue;
    const { start } = spot;
    const known = lexicon.names.get(folded(text.slice(start, spot.end)));
    for (const words of known ?? []) {
      const end = endOf(words, text, start);
      if (end === -1) continue;
      const same = nameWords(text.slice(start, end)).map(folded).toSorted().join(" ");
      found.push({ rule: "other_name", start, end, reason: "in_the_systems", same });
      read = end;
      break;
    }
  }
  for (const one of lexicon.unspaced) {
    for (let at = text.indexOf(one); at !== -1; at = text.indexOf(one, at + one.length)) {
      found.push({
        rule: "other_name",
        start: at,
        end: at + one.length,
        reason: "in_the_systems",
        same: one,
      });
    }
  }
  return found;
}

/** Where the words of a name end that stand from `start` on near each other; -1 where they do not. */
function endOf(words: readonly string[], text: string, start: number): number {
  let at = start;
  for (const [nth, wanted] of words.entries()) {
    if (nth > 0) {
      between.lastIndex = at;
      if (!between.test(text)) return -1;
      at = between.lastIndex;
    }
    wordThere.lastIndex = at;
    const written = wordThere.exec(text)?.[0] ?? "";
    if (folded(written) !== wanted) return -1;
    // A single word must be written as a name, or it may be any word.
    if (words.length === 1 && /^\p{Ll}/u.test(written)) return -1;
    at += written.length;
  }
  return at;
}
