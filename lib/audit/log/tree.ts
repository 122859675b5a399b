import { createHash } from "node:crypto";

/**
 * The Merkle tree of RFC 6962, section 2.1, by pure functions. A full subtree is named by its level (0: a leaf) and its
 * place among those of that level: `(3, 2)` is over the leaves 16 to 23.
 */

/** Gives the hash of the full subtree at a level and place; only asked for those that the size holds. */
export type NodeOf = (level: number, index: number) => Buffer;

/** The root of a tree without leaves. */
export const emptyRoot: Buffer = createHash("sha256").digest();

/** The hash of a leaf: SHA-256 over a zero byte and the entry. */
export function leafHash(entry: string | Buffer): Buffer {
  return createHash("sha256").update(Buffer.of(0)).update(entry).digest();
}

/** The hash over two subtrees: SHA-256 over a byte of one, the left and the right. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}

/** A full subtree by level and place. */
export type Subtree = { level: number; index: number };

/** The full subtrees that together are the leaves `from` to `to` (not with), the largest ones, left to right. */
export function subtreesOf(from: number, to: number): Subtree[] {
  const found: Subtree[] = [];
  let at = from;
  while (at < to) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++;
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** The hash of the leaves `from` to `to` (not with), where `from` begins a subtree of RFC 6962. */
function hashOfRange(from: number, to: number, nodeOf: NodeOf): Buffer {
  const parts = subtreesOf(from, to).map(({ level, index }) => nodeOf(level, index));
  const last = parts.pop();
  // Right to left: each smaller subtree at the right edge hangs under the larger one before it.
  return last ? parts.reduceRight((right, left) => nodeHash(left, right), last) : emptyRoot;
}

/** The root of the first `size` leaves. */
export function rootOf(size: number, nodeOf: NodeOf): Buffer {
  return hashOfRange(0, size, nodeOf);
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/**
 * The full subtrees above the leaves that come to be when `leaves` are added to a tree of `size`. `nodeOf` must know the
 * subtrees of `subtreesOf(0, size)`.
 */
export function grow(
  size: number,
  nodeOf: NodeOf,
  leaves: readonly Buffer[],
): (Subtree & { hash: Buffer })[] {
  const grown: (Subtree & { hash: Buffer })[] = [];
  const edge = subtreesOf(0, size).map((one) => ({ ...one, hash: nodeOf(one.level, one.index) }));
  for (const [added, leaf] of leaves.entries()) {
    let newest = { level: 0, index: size + added, hash: leaf };
    for (let left = edge.at(-1); left?.level === newest.level; left = edge.at(-1)) {
      edge.pop();
      const hash = nodeHash(left.hash, newest.hash);
      newest = { level: left.level + 1, index: left.index / 2, hash };
      grown.push(newest);
    }
    edge.push(newest);
  }
  return grown;
}

type Range = { from: number; to: number };

/** The ranges whose hashes are the audit path of a leaf in a tree of `size`, from the leaf up (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const path: Range[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.unshift({ from: middle, to });
      to = middle;
    } else {
      path.unshift({ from, to: middle });
      from = middle;
    }
  }
  return path;
}

/** The ranges whose hashes prove that the tree of `size` goes on from that of `before` (RFC 6962, 2.1.2). */
export function consistencyRanges(before: number, size: number): Range[] {
  const proof: Range[] = [];
  let from = 0;
  let to = size;
  // True while the old tree's whole root is known to whoever checks.
  let whole = true;
  while (before !== to) {
    const middle = from + splitOf(to - from);
    if (before <= middle) {
      proof.unshift({ from: middle, to });
      to = middle;
    } else {
      proof.unshift({ from, to: middle });
      from = middle;
      whole = false;
    }
  }
  if (!whole) proof.unshift({ from, to });
  return proof;
}

/** The hashes that prove that leaf `index` is in the tree of `size`; `index` below `size`. */
export function inclusionProof(index: number, size: number, nodeOf: NodeOf): Buffer[] {
  return inclusionRanges(index, size).map(({ from, to }) => hashOfRange(from, to, nodeOf));
}

/** The hashes that prove that the tree of `size` begins with that of `before`; 0 < `before` <= `size`. */
export function consistencyProof(before: number, size: number, nodeOf: NodeOf): Buffer[] {
  return before === size || before === 0
    ? []
    : consistencyRanges(before, size).map(({ from, to }) => hashOfRange(from, to, nodeOf));
}

/** Every full subtree that a list of ranges needs: what must be read before a proof can be made. */
export function subtreesOfRanges(ranges: readonly Range[]): Subtree[] {
  return ranges.flatMap(({ from, to }) => subtreesOf(from, to));
}
