import { type BidiClass, bidiClass } from "./bidi-class.ts";

/** One letter of a line with the level that says how it runs: even to the right, odd to the left. */
export type Leveled = { text: string; level: number };

type Letter = Leveled & { bidi: BidiClass };
type Strong = "L" | "R";

const opening = "([{";
const closing = ")]}";
const mirrors = new Map(
  ["()", "[]", "{}", "<>", "«»", "‹›"].flatMap(([a = "", b = ""]) => [
    [a, b],
    [b, a],
  ]),
);

/** The sign that stands for a bracket or quote where the text runs to the left. */
export function mirrored(text: string): string {
  return mirrors.get(text) ?? text;
}

/** True where a text has letters that run from right to left. */
export function hasRightToLeft(text: string): boolean {
  return [...text].some((letter) => ["R", "AL", "AN"].includes(bidiClass(letter)));
}

/**
 * The graphemes of a paragraph with their levels, by the Unicode Bidirectional Algorithm (UAX #9) for text whose only
 * controls are isolates; those are left out of the result.
 */
export function leveled(graphemes: readonly string[], direction: "ltr" | "rtl"): Leveled[] {
  const letters = graphemes.map((text) => ({ text, level: 0, bidi: bidiClass(text) }));
  resolve(letters, direction === "rtl" ? 1 : 0);
  return letters.filter(({ bidi }) => !isControl(bidi)).map(({ text, level }) => ({ text, level }));
}

/** The letters of one line in the order in which they stand from left to right (rule L2). */
export function visualOrder<T extends { level: number }>(line: readonly T[]): T[] {
  const order = [...line];
  const levels = line.map(({ level }) => level);
  const lowestOdd = Math.min(...levels.filter((level) => level % 2 === 1));
  for (let level = Math.max(0, ...levels); level >= lowestOdd; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from;
      while (to < order.length && (order[to]?.level ?? 0) >= level) to += 1;
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).reverse());
      from = to;
    }
  }
  return order;
}

const isInitiator = (bidi: BidiClass) => bidi === "LRI" || bidi === "RLI" || bidi === "FSI";
const isControl = (bidi: BidiClass) => isInitiator(bidi) || bidi === "PDI";

/** Levels of one isolating sequence; what is isolated within it counts as one neutral letter. */
function resolve(letters: readonly Letter[], level: number): void {
  const own: Letter[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at];
    if (letter === undefined) break;
    own.push(letter);
    if (!isInitiator(letter.bidi)) continue;
    const end = matching(letters, at);
    const inside = letters.slice(at + 1, end);
    const toLeft = letter.bidi === "RLI" || (letter.bidi === "FSI" && firstStrong(inside) === "R");
    resolve(inside, toLeft ? level + 1 + (level % 2) : level + 2 - (level % 2));
    at = end - 1;
  }
  const base: Strong = level % 2 === 1 ? "R" : "L";
  const types = weak(own, base);
  brackets(own, types, base);
  neutral(types, base);
  for (const [i, letter] of own.entries()) {
    const type = types[i];
    if (level % 2 === 0) letter.level = level + (type === "R" ? 1 : type === "L" ? 0 : 2);
    else letter.level = level + (type === "R" ? 0 : 1);
  }
}

/** Where the isolate that begins at `from` ends: at its PDI, or after the last letter. */
function matching(letters: readonly Letter[], from: number): number {
  let depth = 0;
  for (let at = from; at < letters.length; at += 1) {
    const bidi = letters[at]?.bidi ?? "ON";
    if (isInitiator(bidi)) depth += 1;
    if (bidi === "PDI") depth -= 1;
    if (depth === 0) return at;
  }
  return letters.length;
}

function firstStrong(letters: readonly Letter[]): Strong {
  let depth = 0;
  for (const { bidi } of letters) {
    if (isInitiator(bidi)) depth += 1;
    else if (bidi === "PDI") depth -= 1;
    else if (depth <= 0 && bidi === "L") return "L";
    else if (depth <= 0 && (bidi === "R" || bidi === "AL")) return "R";
  }
  return "L";
}

/** Rules W1 to W7: marks, numbers and what stands around numbers. */
function weak(own: readonly Letter[], base: Strong): BidiClass[] {
  const types = own.map(({ bidi }) => (isControl(bidi) ? "ON" : bidi));
  let strong: BidiClass = base;
  for (const [i, type] of types.entries()) {
    if (type === "NSM") types[i] = types[i - 1] ?? base;
    if (types[i] === "L" || types[i] === "R" || types[i] === "AL") strong = types[i] ?? base;
    if (types[i] === "EN" && strong === "AL") types[i] = "AN";
  }
  for (const [i, type] of types.entries()) {
    const [before, after] = [types[i - 1], types[i + 1]];
    const between = before === after && (before === "EN" || (before === "AN" && type === "CS"));
    if ((type === "ES" || type === "CS") && between) types[i] = before ?? "ON";
  }
  for (let from = 0; from < types.length; from += 1) {
    let to = from;
    while (types[to] === "ET") to += 1;
    if (to > from && (types[from - 1] === "EN" || types[to] === "EN")) types.fill("EN", from, to);
    from = Math.max(from, to);
  }
  strong = base;
  for (const [i, type] of types.entries()) {
    if (type === "ES" || type === "ET" || type === "CS") types[i] = "ON";
    if (type === "AL") types[i] = "R";
    if (types[i] === "L" || types[i] === "R") strong = types[i] ?? base;
    if (types[i] === "EN" && strong === "L") types[i] = "L";
  }
  return types;
}

const asStrong = (type: BidiClass | undefined): Strong | null =>
  type === "L" ? "L" : type === "R" || type === "EN" || type === "AN" ? "R" : null;

/** Rule N0: a pair of brackets runs like what it holds, or like what stands before it. */
function brackets(own: readonly Letter[], types: BidiClass[], base: Strong): void {
  const open: { sign: number; at: number }[] = [];
  const pairs: [number, number][] = [];
  for (const [at, { text }] of own.entries()) {
    if (types[at] !== "ON") continue;
    if (opening.includes(text)) open.push({ sign: opening.indexOf(text), at });
    const found = closing.includes(text)
      ? open.findLastIndex(({ sign }) => sign === closing.indexOf(text))
      : -1;
    if (found >= 0) pairs.push([open[found]?.at ?? 0, at]);
    if (found >= 0) open.length = found;
  }
  for (const [from, to] of pairs.sort(([a], [b]) => a - b)) {
    const inside = types.slice(from + 1, to).map(asStrong);
    let pair: Strong | null = inside.includes(base) ? base : null;
    if (pair === null && inside.some((one) => one !== null)) {
      const before =
        types
          .slice(0, from)
          .map(asStrong)
          .findLast((one) => one !== null) ?? base;
      pair = before === base ? base : before;
    }
    if (pair !== null) types[from] = types[to] = pair;
  }
}

/** Rules N1 and N2: neutrals run like both their neighbours, or else like the whole. */
function neutral(types: BidiClass[], base: Strong): void {
  for (let from = 0; from < types.length; from += 1) {
    let to = from;
    while (to < types.length && asStrong(types[to]) === null) to += 1;
    if (to === from) continue;
    const before = from === 0 ? base : asStrong(types[from - 1]);
    const after = to === types.length ? base : asStrong(types[to]);
    types.fill(before === after && before !== null ? before : base, from, to);
    from = to - 1;
  }
}
