import { folded } from "./lexicon.ts";
import {
  afterNames,
  arabicSignOffs,
  beforeArabicNames,
  beforeNames,
  headers,
  passwordWords,
  privilegePhrases,
  signOffs,
  titles,
  wrote,
} from "./vocabulary.ts";

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A letter in both cases where it has two. */
const eitherCase = (char: string) => {
  const [small, big] = [char.toLowerCase(), char.toUpperCase()];
  return small === big || big.length > 1 ? escaped(char) : `[${small}${big}]`;
};

/** One phrase as a pattern: the first letter of each word in either case, or all in capitals; any space between. */
function pattern(phrase: string): string {
  const words = phrase.split(/[ -]/).map((word) => eitherCase(word[0] ?? "") + escaped(word.slice(1)));
  return words.join("[\\s\\u00a0-]+").replaceAll("'", "['’]");
}

/** Phrases as one alternation, longest first. */
export const anyOf = (phrases: readonly string[]): string =>
  `(?:${[...new Set(phrases)]
    .sort((a, b) => b.length - a.length)
    .flatMap((one) =>
      one.toUpperCase() === one ? [pattern(one)] : [pattern(one), escaped(one.toUpperCase())],
    )
    .join("|")})`;

/** The word by which a phrase is seen: its last one, folded. What stands before it is compared where it matters. */
export function tellingWord(phrase: string): string {
  return folded(phrase.match(/[\p{L}\p{M}]+/gu)?.at(-1) ?? "");
}

/** Words that make a text worth a look, by what is looked for. */
export const tellingWords = {
  person: [
    ...titles,
    ...beforeNames,
    ...afterNames,
    ...beforeArabicNames,
    ...headers,
    ...signOffs,
    ...arabicSignOffs,
    ...wrote,
  ].map(tellingWord),
  secret: [...passwordWords, "private", "bearer"].map(tellingWord),
  privilege: privilegePhrases.map(tellingWord),
};
