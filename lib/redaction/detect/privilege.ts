import { anyOf } from "./phrases.ts";
import type { Found } from "./rule.ts";
import { privilegePhrases } from "./vocabulary.ts";

const phrase = new RegExp(`(?<!\\p{L})${anyOf(privilegePhrases)}(?!\\p{L})`, "gu");

/**
 * The paragraph in which a letter between client and lawyer says what it is: the words alone would hide nothing. A
 * proposal that staff are asked to look at; where the whole letter is privileged they hide the rest of it too.
 */
export function privileged(text: string): Found[] {
  return [...text.matchAll(phrase)].map((match) => {
    const before = text.slice(0, match.index).search(/\n[ \t]*\n(?![\s\S]*\n[ \t]*\n)/);
    const start = before === -1 ? 0 : before + (/^\s+/.exec(text.slice(before))?.[0].length ?? 0);
    const after = text.slice(match.index).search(/\n[ \t]*\n/);
    const end = after === -1 ? text.trimEnd().length : match.index + after;
    return { rule: "legal_privilege", start, end, reason: "privilege_words", same: text.slice(start, end) };
  });
}
