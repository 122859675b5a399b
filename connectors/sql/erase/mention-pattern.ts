/** A shorter value stands in texts by chance: it is looked for as a whole value only. */
const shortest = 6;

/**
 * A regular expression (POSIX and PCRE) for one of some values inside a text, as a word of its own: not as a part of a
 * longer address or number. Null where none of them is long enough.
 */
export function mentionPattern(values: readonly string[]): string | null {
  const words = values.filter((one) => one.length >= shortest).map(plain);
  if (words.length === 0) return null;
  return `(^|[^[:alnum:]._%+@-])(${words.join("|")})($|[^[:alnum:]_@.-]|[.-]($|[^[:alnum:]]))`;
}

/** The same for JavaScript. */
export function mentionExpression(values: readonly string[]): RegExp | null {
  const pattern = mentionPattern(values);
  return pattern === null ? null : new RegExp(pattern.replaceAll("[:alnum:]", "\\p{L}\\p{N}"), "iu");
}

const plain = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** A value as it is written into JSON: with other letters as they are, or as their numbers. */
export function quotedForms(values: readonly string[]): string[] {
  const escaped = (text: string) =>
    JSON.stringify(text).replace(
      /[^\x20-\x7e]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return [...new Set(values.flatMap((one) => [JSON.stringify(one), escaped(one)]))];
}
