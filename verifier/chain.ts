import { type Entry, hashInChain } from "./entry.ts";

/** The hash before the first entry of a chain. */
const zeros = "0".repeat(64);

/**
 * The chains of a log: for each one how far it is and what its last hash is. Memory grows with the number of chains,
 * not with that of entries.
 */
export class Chains {
  readonly #ends = new Map<string, { position: number; hash: string }>();
  readonly #broken = new Set<string>();

  get count(): number {
    return this.#ends.size;
  }

  /**
   * Takes the next entry of the log. Says what is wrong with it, or null where it follows from the one before it in its
   * chain. A chain that is broken is told of once: what comes after hangs on nothing.
   */
  add(entry: Entry): string | null {
    const end = this.#ends.get(entry.chain);
    const position = end?.position ?? 0;
    const fault = this.#broken.has(entry.chain) ? null : faultOf(entry, position, end?.hash ?? zeros);
    if (fault) this.#broken.add(entry.chain);
    if (end) {
      end.position = Math.max(position, entry.position);
      end.hash = kept(entry.hash);
    } else this.#ends.set(kept(entry.chain), { position: entry.position, hash: kept(entry.hash) });
    return fault;
  }
}

/** The same text by itself: a part of a line would keep the whole line in memory. */
const kept = (text: string) => Buffer.from(text).toString();

function faultOf(entry: Entry, position: number, hash: string): string | null {
  const before = entry.position - 1;
  if (entry.position <= position) {
    return entry.position === position && entry.hash === hash
      ? "it is there twice"
      : `its number is not after that of the entry before it in its chain, ${position}: moved, or put in`;
  }
  if (before > position) {
    return before === position + 1
      ? `event ${before} of its chain is missing before it`
      : `events ${position + 1} to ${before} of its chain are missing before it`;
  }
  if (hashInChain(entry) !== entry.hash)
    return "its content was changed: its hash is not the hash of what it says";
  if (entry.previous !== hash)
    return "it does not follow from the entry before it in its chain: that one was replaced, or this one";
  return null;
}
