import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consistencyProof,
  emptyRoot,
  grow,
  inclusionProof,
  leafHash,
  type NodeOf,
  nodeHash,
  rootOf,
  subtreesOf,
} from "./tree.ts";

const hex = (text: string) => Buffer.from(text, "hex");

/** The eight leaves that certificate logs are tested with, and what is known of their trees. */
const entries = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map(hex);
const roots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/** Every subtree of some leaves, grown one batch after another. */
function grown(leaves: readonly Buffer[], batch = leaves.length || 1): NodeOf {
  const known = new Map<string, Buffer>();
  const nodeOf: NodeOf = (level, index) => known.get(`${level}/${index}`) ?? expect.fail(`${level}/${index}`);
  for (let size = 0; size < leaves.length; size += batch) {
    const more = leaves.slice(size, size + batch);
    const nodes = grow(size, nodeOf, more);
    for (const [n, leaf] of more.entries()) known.set(`0/${size + n}`, leaf);
    for (const { level, index, hash } of nodes) known.set(`${level}/${index}`, hash);
  }
  return nodeOf;
}

/** RFC 6962, 2.1, 2.1.1 and 2.1.2 as they are written, over all leaves. */
const split = (n: number) => 2 ** Math.floor(Math.log2(n - 1));
const naiveRoot = (d: readonly Buffer[]): Buffer => {
  const [only] = d;
  if (only === undefined) return createHash("sha256").digest();
  if (d.length === 1) return only;
  const k = split(d.length);
  return createHash("sha256")
    .update(Buffer.concat([Buffer.of(1), naiveRoot(d.slice(0, k)), naiveRoot(d.slice(k))]))
    .digest();
};
const naivePath = (m: number, d: readonly Buffer[]): Buffer[] => {
  if (d.length <= 1) return [];
  const k = split(d.length);
  return m < k
    ? [...naivePath(m, d.slice(0, k)), naiveRoot(d.slice(k))]
    : [...naivePath(m - k, d.slice(k)), naiveRoot(d.slice(0, k))];
};
const naiveConsistency = (m: number, d: readonly Buffer[], whole: boolean): Buffer[] => {
  if (m === d.length) return whole ? [] : [naiveRoot(d)];
  const k = split(d.length);
  return m <= k
    ? [...naiveConsistency(m, d.slice(0, k), whole), naiveRoot(d.slice(k))]
    : [...naiveConsistency(m - k, d.slice(k), false), naiveRoot(d.slice(0, k))];
};

describe("the tree of RFC 6962 (TM-40)", () => {
  it("has the roots that are known for the eight leaves, and for none", () => {
    const nodeOf = grown(entries.map((one) => leafHash(one)));
    expect(roots.map((_, n) => rootOf(n + 1, nodeOf).toString("hex"))).toEqual(roots);
    expect(rootOf(0, nodeOf)).toEqual(emptyRoot);
    expect(emptyRoot.toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
  });

  it("has the paths and proofs that are known", () => {
    const nodeOf = grown(entries.map((one) => leafHash(one)));
    const text = (proof: Buffer[]) => proof.map((one) => one.toString("hex"));
    expect(text(inclusionProof(0, 8, nodeOf))).toEqual([
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    expect(text(inclusionProof(5, 8, nodeOf))).toEqual([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    expect(text(inclusionProof(2, 3, nodeOf))).toEqual([roots[1]]);
    expect(text(consistencyProof(6, 8, nodeOf))).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    expect(consistencyProof(1, 1, nodeOf)).toEqual([]);
  });

  it("is that of the recursion for any size, however the leaves came", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (size, batch, any) => {
          const leaves = Array.from({ length: size }, (_, n) => leafHash(String(n)));
          const nodeOf = grown(leaves, batch);
          const m = any % size;
          expect(rootOf(size, nodeOf)).toEqual(naiveRoot(leaves));
          expect(inclusionProof(m, size, nodeOf)).toEqual(naivePath(m, leaves));
          expect(consistencyProof(m + 1, size, nodeOf)).toEqual(naiveConsistency(m + 1, leaves, true));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is cut into full subtrees without gap or overlap", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (from, more) => {
        let at = from;
        for (const { level, index } of subtreesOf(from, from + more)) {
          expect(index * 2 ** level).toBe(at);
          at += 2 ** level;
        }
        expect(at).toBe(from + more);
      }),
    );
    expect(nodeHash(leafHash(""), leafHash(hex("00"))).toString("hex")).toBe(roots[1]);
  });
});
