/**
 * Whether a text holds one of these values as a whole: not as a part of a longer word, and in any case of letters.
 * Null where no value can be looked for.
 */
export function wholeIn(values: readonly string[]): ((text: string) => boolean) | null {
  const wanted = [...new Set(values)].filter((value) => value.trim() !== "");
  if (wanted.length === 0) return null;
  const one = (value: string) => {
    const plain = value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    // An address goes on over the signs that may stand in one.
    return value.includes("@")
      ? `(?<![\\p{L}\\p{N}_.+%-])${plain}(?![\\p{L}\\p{N}_]|[.-][\\p{L}\\p{N}])`
      : `(?<![\\p{L}\\p{N}_])${plain}(?![\\p{L}\\p{N}_])`;
  };
  const pattern = new RegExp(wanted.map(one).join("|"), "iu");
  return (text) => pattern.test(text);
}
