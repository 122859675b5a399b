/** A piece of the query text between spaces; quotes hold it together. */
export type Token = {
  start: number;
  end: number;
  /** As it stands in the text. */
  raw: string;
};

/** Cuts a text at its spaces; what stands between double quotes is one piece, and a quote left open runs to the end. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  for (const { 0: raw, index } of text.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g))
    found.push({ start: index, end: index + raw.length, raw });
  return found;
}

/** The same text without its quotes. */
export const unquoted = (raw: string): string => raw.replaceAll('"', "");

/** Cuts at the commas that stand outside quotes; empty pieces are left out. */
export function listOf(raw: string): string[] {
  return [...raw.matchAll(/(?:"[^"]*(?:"|$)|[^,"])+/g)]
    .map(([piece]) => unquoted(piece).trim())
    .filter((piece) => piece !== "");
}

/** A value of a term as it is written, in quotes where it would not be read again without. */
export const valueText = (value: string): string => (/[\s,]/.test(value) ? `"${value}"` : value);

/** A plain word as it is written: one that looks like a term stands in quotes. */
export const wordText = (word: string): string => (/[\s:]|^-/.test(word) ? `"${word}"` : word);
