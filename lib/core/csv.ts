/**
 * What a spreadsheet would take as the start of a formula, full-width and small forms and U+2212 included, also
 * behind quotes. The apostrophe counts as one, so that a guarded cell can be told from a text that begins so.
 */
const formula = /^["'“”„«]*[=+\-@|%＝＋－＠｜％﹦﹢﹣﹫﹪−]/u;
/** White space, control and format characters (BOM, zero-width, bidi marks) that hide the first visible one. */
const hidden = /^[\s\p{Cc}\p{Cf}]+/u;

/**
 * Digits that a spreadsheet would not keep as they are: it drops zeros in front, keeps fifteen digits and reads `1E5` as a
 * number. Postal codes, card numbers and article codes look like this. Behind apostrophes for the reason above.
 */
const losesDigits = /^'*(?:0[0-9]+(?:[.,][0-9]+)?|[0-9]{16,}|[0-9]+(?:\.[0-9]+)?[eE][0-9]+)$/;

/** True where a spreadsheet would calculate a text, or change its digits, instead of showing it. */
export function wouldChange(text: string): boolean {
  const first = text.charCodeAt(0);
  // Letters and digits of ASCII are the usual case and never need the long look.
  if ((first >= 97 && first <= 122) || (first >= 65 && first <= 90)) return false;
  if (first >= 48 && first <= 57) return losesDigits.test(text);
  if (text === "") return false;
  if (first === 9 || first === 13) return true;
  return formula.test(text.replace(hidden, "")) || (first === 39 && losesDigits.test(text));
}

/**
 * One CSV cell, always quoted so that the separators of other locales cannot split it. Texts get an apostrophe
 * where a spreadsheet would change them; numbers are formatted by us and do not. Null and missing are empty.
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '""';
  if (typeof value === "number" || typeof value === "boolean") return `"${value}"`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = wouldChange(text) ? `'${text}` : text;
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : `"${safe}"`;
}

/** One row with RFC 4180's line end. */
export function csvRow(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

/** The byte order mark that makes spreadsheets read UTF-8. */
export const byteOrderMark = "\uFEFF";
