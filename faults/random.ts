/** Chance that can be repeated: the same seed draws the same again. */
export type Random = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to, and without, `most`. */
  below(most: number): number;
  /** A whole number of milliseconds (or of anything) between two, both included. */
  between(least: number, most: number): number;
  chance(of: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Chance of its own for one part, so that what else draws does not change what it draws. */
  apart(name: string): Random;
};

/** Mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (of) => next() < of,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new Error("nothing to pick from");
      return from[below(from.length)] as T;
    },
    apart: (name) => randomFrom(seedFor(seed, name)),
  };
}

/** The seed of a part, from the seed of the whole (FNV-1a). */
export function seedFor(seed: number, name: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const sign of name) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
