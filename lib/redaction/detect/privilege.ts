import { anyOf } from "./phrases.ts";
import type { Found } from "./rule.ts";
import { privilegePhrases } from "./vocabulary.ts";

const phrase = new RegExp(`(?<!\\p{L})${anyOf(privilegePhrases)}(?!\\p{L})`, "gu");
/** Between two paragraphs. */
const between = /\n[ \t]*\n\s*/g;

/**
 * The paragraph in which a letter between client and lawyer says what it is: the words alone would hide nothing. A
 * proposal that staff are asked to look at; where the whole letter is privileged they hide the rest of it too. Each
 * paragraph is found once, and the text is gone through once, however often it says so.
 */
export function privileged(text: string): Found[] {
  const found: Found[] = [];
  const breaks = text.matchAll(between);
  let next = breaks.next().value;
  let start = 0;
  phrase.lastIndex = 0;
  for (let match = phrase.exec(text); match; match = phrase.exec(text)) {
    // The words themselves may stand in two paragraphs, which are hidden as one then.
    for (; next && next.index < phrase.lastIndex; next = breaks.next().value) {
      if (next.index < match.index) start = next.index + next[0].length;
    }
    const end = next ? next.index : text.trimEnd().length;
    const same = text.slice(start, end);
    found.push({ rule: "legal_privilege", start, end, reason: "privilege_words", same });
    phrase.lastIndex = end;
  }
  return found;
}
