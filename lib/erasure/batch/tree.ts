import { createHash, hash } from "node:crypto";

const sha256 = (prefix: number, ...parts: (Buffer | string)[]): Buffer => {
  const made = createHash("sha256").update(Buffer.of(prefix));
  for (const part of parts) made.update(part);
  return made.digest();
};

/** The hash of a leaf's text: SHA-256 over a zero byte and its UTF-8 bytes (RFC 9162, section 2.1.1). */
const leafHash = (text: string): Buffer => hash("sha256", Buffer.from(`\u0000${text}`), "buffer");

/** The hash of two nodes: SHA-256 over a byte of one, the left and the right one. */
const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(1, left, right);

/** A neighbour on the way from a leaf to the root, and on which side it stands. */
export type Step = { side: "left" | "right"; hash: string };

/** Every level of the tree over some leaves, the root last. An odd one out goes up as it is. */
function levelsOf(leaves: readonly Buffer[]): Buffer[][] {
  const levels: Buffer[][] = [[...leaves]];
  for (let level = levels[0] ?? []; level.length > 1; ) {
    const above: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left) above.push(right ? nodeHash(left, right) : left);
    }
    levels.push(above);
    level = above;
  }
  return levels;
}

/** A tree over the texts of leaves: its root, and for each leaf the way to it. */
export function treeOf(texts: readonly string[]): { root: Buffer; pathOf(place: number): Step[] } {
  const levels = levelsOf(texts.map(leafHash));
  const root = levels.at(-1)?.[0] ?? sha256(0);
  return {
    root,
    pathOf(place) {
      const steps: Step[] = [];
      let at = place;
      for (const level of levels.slice(0, -1)) {
        const beside = level[at % 2 === 0 ? at + 1 : at - 1];
        if (beside) steps.push({ side: at % 2 === 0 ? "right" : "left", hash: beside.toString("hex") });
        at = Math.floor(at / 2);
      }
      return steps;
    },
  };
}

/** The root to which a leaf's text and its way lead. */
export function rootOf(text: string, path: readonly Step[]): Buffer {
  return path.reduce((at, { side, hash }) => {
    const beside = Buffer.from(hash, "hex");
    return side === "left" ? nodeHash(beside, at) : nodeHash(at, beside);
  }, leafHash(text));
}
