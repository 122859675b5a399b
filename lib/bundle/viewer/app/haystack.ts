import type { Row, Value } from "../shape.ts";

/** A shard made ready to be searched: all its records as one text, where each ends, and when each arose. */
export type Haystack = { text: string; ends: Uint32Array; years: Uint16Array; bytes: number };

const plain = /^[\x20-\x7e]*$/;
const dated = /^(\d{4})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]|$)/;
const separator = "\u0000";

/** Letters that Unicode does not take apart, as people type them on other keyboards. */
const apart: Record<string, string> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** Text as it is compared: without case and accents, width and ligatures aside. */
function folded(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[łøđðıßæœþ]/g, (letter) => apart[letter] ?? letter);
}

/** The words of a search, folded; a record must hold each of them. */
export function wordsOf(query: string): string[] {
  return folded(query)
    .replace(/\p{Cc}/gu, " ")
    .split(/\s+/u)
    .filter((word) => word !== "");
}

/** @param occurred the column that says when a record arose, or -1 */
export function haystackOf(rows: readonly Row[], occurred: number): Haystack {
  const ends = new Uint32Array(rows.length);
  const years = new Uint16Array(rows.length);
  const texts: string[] = [];
  let length = 0;
  rows.forEach((row, at) => {
    const text = folded(row.map(searched).join(separator)) + separator;
    texts.push(text);
    length += text.length;
    ends[at] = length;
    years[at] = yearOf(row, occurred);
  });
  const text = texts.join("");
  return { text, ends, years, bytes: length * (plain.test(text.replaceAll(separator, "")) ? 1 : 2) };
}

function searched(value: Value): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The year in which a record arose; 0 where it does not say. */
function yearOf(row: Row, occurred: number): number {
  const said = occurred < 0 ? null : row[occurred];
  const [, year] = typeof said === "string" ? (dated.exec(said) ?? []) : [];
  return Number(year ?? 0);
}

/**
 * Calls `hit` with each row that holds all the words (every row where there are none) and is of the year.
 * @param year null for any; 0 for those without a date
 */
export function search(
  { text, ends, years }: Haystack,
  words: readonly string[],
  year: number | null,
  hit: (row: number) => void,
): void {
  const wanted = (row: number) => year === null || years[row] === year;
  const [first, ...others] = [...words].sort((a, b) => b.length - a.length);
  if (first === undefined) {
    for (let row = 0; row < ends.length; row += 1) if (wanted(row)) hit(row);
    return;
  }
  let row = 0;
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, ends[row - 1] ?? text.length)) {
    while ((ends[row] ?? Number.POSITIVE_INFINITY) <= at) row += 1;
    const whole = others.length === 0 ? "" : text.slice(ends[row - 1] ?? 0, ends[row]);
    if (wanted(row) && others.every((word) => whole.includes(word))) hit(row);
    row += 1;
    if (row >= ends.length) return;
  }
}
