import { jaroWinkler } from "./jaro-winkler.ts";

/** The texts differ by one letter put in, left out or replaced, or by two neighbours that changed places. */
export function oneEdit(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || one === other) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end++;
  const [left, right] = [short.slice(start, short.length - end), long.slice(start, long.length - end)];
  if (right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** Letters put in, left out, replaced or exchanged with their neighbour; no more than `most` + 1 is told. */
function edits(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + cost,
        turned ? (before[j - 2] ?? 0) + 1 : most + 1,
      );
    }
    [before, last] = [last, row];
  }
  return Math.min(last[other.length] ?? 0, most + 1);
}

/** Likeness from which two names are taken for one that was mistyped; Winkler's own tables part there. */
const close = 0.88;
/** Letters from which on two mistakes in one name are told from another name. */
const long = 5;

/** Not the same, but so alike that one may be the other mistyped: once, or twice in one of five letters or more. */
export function nearly(one: string, other: string): boolean {
  if (one === other || one.length < 3 || other.length < 3) return false;
  if (fewEdits(one, other) || jaroWinkler(one, other) >= close) return true;
  return Math.min(one.length, other.length) >= 5 && edits(one, other, 2) <= 2;
}

/** One edit, or two in a long name, or letters that a scanner reads as others. */
export function fewEdits(one: string, other: string): boolean {
  if (oneEdit(one, other) || scanned(one) === scanned(other)) return true;
  return Math.min(one.length, other.length) >= long && edits(one, other, 2) <= 2;
}

function scanned(text: string): string {
  return text.replaceAll("rn", "m").replaceAll("cl", "d").replaceAll("vv", "w");
}
