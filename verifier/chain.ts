import { type Entry, hashInChain } from "./entry.ts";

/** The hash before the first entry of a chain. */
const zeros = "0".repeat(64);

/** The last entry of a chain so far. */
type End = { position: number; hash: string };

/**
 * The chains of a log: for each one how far it is and what its last hash is. Memory grows with the number of chains,
 * not with that of entries.
 */
export class Chains {
  readonly #ends = new Map<string, End>();
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
    // What is kept is the hash as it was computed: a part of the line would keep the whole line in memory.
    const own = hashInChain(entry);
    const fault = faultOf(entry, own, { position, hash: end?.hash ?? zeros });
    if (end) {
      end.position = Math.max(position, entry.position);
      end.hash = own;
    } else this.#ends.set(Buffer.from(entry.chain).toString(), { position: entry.position, hash: own });
    if (fault === null || this.#broken.has(entry.chain)) return null;
    this.#broken.add(entry.chain);
    return fault;
  }
}

function faultOf(entry: Entry, own: string, { position, hash }: End): string | null {
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
  if (own !== entry.hash) return "its content was changed: its hash is not the hash of what it says";
  if (entry.previous !== hash)
    return "it does not follow from the entry before it in its chain: that one was replaced, or this one";
  return null;
}
