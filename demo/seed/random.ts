/** A small deterministic source of chance: the same label gives the same numbers on every machine. */
export type Chance = {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** True in about `share` of the calls (0 to 1). */
  happens(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
};

function hashOf(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  }
  return hash >>> 0;
}

/**
 * Chance that depends on the seed and the label alone, so that what one person gets never moves because
 * another person was added (mulberry32 over an FNV-1a hash).
 */
export function chanceFor(seed: number, label: string): Chance {
  let state = hashOf(`${seed}/${label}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    happens: (share) => next() < share,
    pick: (from) => {
      const chosen = from[Math.floor(next() * from.length)];
      if (chosen === undefined) throw new Error("nothing to pick from");
      return chosen;
    },
    hex: (length) => {
      let text = "";
      while (text.length < length) text += Math.floor(next() * 16).toString(16);
      return text;
    },
  };
}
