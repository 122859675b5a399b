import { hash } from "node:crypto";

/** One byte in front of an entry, another in front of two hashes: an entry can never pass for a node (RFC 6962, 2.1). */
const nodeMark = 1;

/** The hash of a log without entries: SHA-256 of nothing. */
const empty = hash("sha256", "", "buffer");
const pair = Buffer.alloc(65, nodeMark);

/** SHA-256 over 0x00 and the bytes of an entry. `marked`: those bytes with a zero byte in front of them. */
export function leafHash(marked: Uint8Array): Buffer {
  return hash("sha256", marked, "buffer");
}

/** SHA-256 over 0x01 and two hashes. */
function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 33);
  return hash("sha256", pair, "buffer");
}

/** The Merkle tree of RFC 6962 over entries that come one by one: keeps one hash for each full subtree on the way. */
export class Tree {
  size = 0;
  /** The root of the full subtree of 2^level entries, where the size has that bit. */
  readonly #full: (Buffer | undefined)[] = [];

  add(leaf: Buffer): void {
    let node = leaf;
    let level = 0;
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(this.#full[level] ?? empty, node);
      this.#full[level] = undefined;
      level++;
    }
    this.#full[level] = node;
    this.size++;
  }

  /** The root over all entries that were added. */
  root(): Buffer {
    let root: Buffer | undefined;
    for (const node of this.#full) if (node) root = root ? nodeHash(node, root) : node;
    return root ?? empty;
  }
}

/**
 * The root that a path of hashes leads to from one leaf, or null where the path does not fit the place and the size
 * (RFC 9162, 2.1.3.2). `index`: the place, from zero.
 */
export function rootOfPath(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | null {
  if (index >= size) return null;
  let place = index;
  let last = size - 1;
  let node = leaf;
  for (const beside of path) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      node = nodeHash(beside, node);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      node = nodeHash(node, beside);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? node : null;
}

/**
 * The two roots that a consistency proof leads to, of the older and of the newer log, or null where it does not fit the
 * sizes (RFC 9162, 2.1.4.2). Needs 0 < older < newer.
 */
export function rootsOfConsistency(
  older: { size: number; root: Buffer },
  size: number,
  path: readonly Buffer[],
): { older: Buffer; newer: Buffer } | null {
  let place = older.size - 1;
  let last = size - 1;
  while (place % 2 === 1) {
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  // Where the older log is a full subtree, the proof leaves its root out.
  const [first, ...rest] = place === 0 ? [older.root, ...path] : path;
  if (!first) return null;
  let before = first;
  let after = first;
  for (const beside of rest) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      before = nodeHash(beside, before);
      after = nodeHash(beside, after);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      after = nodeHash(after, beside);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? { older: before, newer: after } : null;
}
