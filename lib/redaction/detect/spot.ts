import { arabicParticles, folded, type Lexicon } from "./lexicon.ts";
import { tellingWords } from "./phrases.ts";

/** What a first look at a text can see. Rules are only run where something is seen, and only there. */
export const sight = {
  at: 1,
  number: 2,
  token: 4,
  name: 8,
  person: 16,
  secret: 32,
  privilege: 64,
  unspaced: 128,
} as const;

/** Something seen: its kind, and where. */
export type Spot = { kind: number; start: number; end: number };

const size = 1 << 15;
const step = (hash: number, unit: number) => Math.imul(hash ^ unit, 0x01000193);
const slot = (hash: number) => (hash ^ (hash >>> 15)) & (size - 1);

/** Not a letter: a word ends. */
const ends = 0xffff;
/** Not looked up yet. */
const unknown = 0xfffe;
/** A mark upon a letter, or what is not seen at all: as if it were not there. */
const nothing = 0;

/** What each UTF-16 unit is to an eye that folds words. Filled as units are met. */
const folds = new Uint16Array(65_536).fill(unknown);

function foldOf(unit: number): number {
  const char = String.fromCharCode(unit);
  const fold = /[\p{M}\p{Cf}]/u.test(char)
    ? nothing
    : /\p{L}/u.test(char)
      ? folded(char).charCodeAt(0) || nothing
      : ends;
  folds[unit] = fold;
  return fold;
}
for (let unit = 0; unit < 0x300; unit++) foldOf(unit);

/**
 * One pass over the units of a text that says what is worth a closer look, and where. It may see too much and never too
 * little: a word is known by a hash of its folded letters, and where nothing is seen no rule would find anything.
 */
export class Spotter {
  /** What the last look saw. */
  spots: Spot[] = [];
  readonly #words = new Uint8Array(size);
  readonly #unspaced: boolean;

  constructor(lexicon: Lexicon) {
    for (const word of tellingWords.person) {
      this.#enter(word, sight.person);
      if (/^[\u0620-\u064a]/.test(word)) {
        for (const one of arabicParticles) this.#enter(one + word, sight.person);
      }
    }
    for (const word of tellingWords.secret) this.#enter(word, sight.secret);
    for (const word of tellingWords.privilege) this.#enter(word, sight.privilege);
    for (const name of lexicon.names.keys()) this.#enter(name, sight.name);
    this.#unspaced = lexicon.unspaced.length > 0;
  }

  #enter(word: string, kind: number): void {
    let hash = 0;
    for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at));
    this.#words[slot(hash)] = (this.#words[slot(hash)] ?? 0) | kind;
  }

  /**
   * What is seen between two places, as bits of `sight`; where exactly stands in `spots`.
   * @param escaped the text is the inside of a JSON string as it is written: `\n` is two letters and one space. It is only
   *   asked whether there is anything, so the look ends with the first word or number that is seen.
   */
  look(text: string, from: number, to: number, escaped: boolean): number {
    const words = this.#words;
    if (this.spots.length > 0) this.spots = [];
    let seen = 0;
    let hash = 0;
    let word = from;
    let digits = 0;
    let first = 0;
    let last = 0;
    let run = 0;
    let mixed = 0;
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at);
      let fold = folds[unit] as number;
      if (fold === unknown) fold = foldOf(unit);
      if (fold === nothing) continue;
      if (fold !== ends) {
        if (hash === 0) word = at;
        hash = step(hash, fold);
        run++;
        mixed |= 1;
        if (digits > 0) {
          if (digits >= 6) seen |= this.#see(sight.number, first, last);
          digits = 0;
        }
        if (unit >= 0x2e80 && this.#unspaced) seen |= sight.unspaced;
        continue;
      }
      if (hash !== 0) {
        const kind = words[slot(hash)] as number;
        if (kind !== 0) seen |= this.#see(kind, word, at);
        if (escaped && seen !== 0) return seen;
        hash = 0;
      }
      if ((unit >= 48 && unit <= 57) || (unit >= 0xff10 && unit <= 0xff19)) {
        if (digits++ === 0) first = at;
        last = at + 1;
        run++;
        mixed |= 2;
        continue;
      }
      if (run >= 12) {
        if (mixed === 3) seen |= this.#see(sight.token, at - run, at);
        run = 0;
      } else run = 0;
      mixed = 0;
      // Space ( ) + - . / and the space that does not break stand within numbers.
      if (unit === 32 || (unit >= 40 && unit <= 47 && unit !== 42 && unit !== 44) || unit === 160) continue;
      if (unit >= 0xff08 && unit <= 0xff0e && unit !== 0xff0c) continue;
      if (unit === 64 || unit === 0xff20) seen |= sight.at;
      if (digits >= 6) seen |= this.#see(sight.number, first, last);
      digits = 0;
      if (escaped && unit === 92) {
        if (text.charCodeAt(at + 1) === 117) return 255;
        at++;
      }
    }
    if (hash !== 0) {
      const kind = words[slot(hash)] as number;
      if (kind !== 0) seen |= this.#see(kind, word, to);
    }
    if (run >= 12 && mixed === 3) seen |= this.#see(sight.token, to - run, to);
    if (digits >= 6) seen |= this.#see(sight.number, first, last);
    return seen;
  }

  #see(kind: number, start: number, end: number): number {
    this.spots.push({ kind, start, end });
    return kind;
  }
}

const wholeDate = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})$/;

/** What was seen without the numbers that are dates and nothing else: most of them are. */
export const withoutDates = (text: string, spots: readonly Spot[]): Spot[] =>
  spots.filter(
    ({ kind, start, end }) =>
      (kind & sight.number) === 0 || end - start > 10 || !wholeDate.test(text.slice(start, end)),
  );

/** Stretches around the spots of a kind, from space to space, those that meet as one. */
export function windows(
  text: string,
  spots: readonly Spot[],
  kinds: number,
  before: number,
  after: number,
): [number, number][] {
  const found: [number, number][] = [];
  for (const { kind, start, end } of spots) {
    if ((kind & kinds) === 0) continue;
    const previous = found.at(-1);
    // Within the stretch before, its ends are known: a long text without spaces is gone through once, not once for each.
    const within = (at: number) => previous !== undefined && previous[0] <= at && at <= previous[1];
    let from = Math.max(0, start - before);
    while (from > 0 && !within(from) && !isSpace(text.charCodeAt(from - 1))) from--;
    let to = Math.min(text.length, end + after);
    if (previous && within(to)) to = previous[1];
    while (to < text.length && !isSpace(text.charCodeAt(to))) to++;
    if (previous && from <= previous[1]) {
      previous[0] = Math.min(previous[0], from);
      previous[1] = Math.max(previous[1], to);
    } else found.push([from, to]);
  }
  return found;
}

const isSpace = (unit: number) => unit === 32 || (unit >= 9 && unit <= 13);

type Match = { match: RegExpExecArray; start: number };
const none: Match[] = [];

/** All matches of a global pattern within stretches of a text, with their places in the whole. */
export function matchesIn(
  text: string,
  stretches: readonly (readonly [number, number])[],
  form: RegExp,
): Match[] {
  let found = none;
  for (const [from, to] of stretches) {
    const part = text.slice(from, to);
    // By hand: `matchAll` makes a new pattern each time, which costs more than most of these searches.
    form.lastIndex = 0;
    for (let match = form.exec(part); match; match = form.exec(part)) {
      if (found === none) found = [];
      found.push({ match, start: from + match.index });
    }
  }
  return found;
}
