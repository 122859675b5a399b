import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letter } from "#lib/notice/letter/letter.ts";
import { inventedFacts } from "../../../fixture/source.ts";
import { bundled } from "../../../fixture/unzip.ts";
import { blake2b } from "./blake2b.ts";
import { checkZip } from "./check.ts";
import { Sha256 } from "./sha256.ts";
import { entriesOf } from "./zip.ts";

const facts = inventedFacts({ orderTexts: ['{"number":1,"note":"Łódź"}', '{"number":2}'] });
const { zip } = await bundled({ ...facts, letter: letter(facts) });
const line = facts.signer.publicKey.line;
const check = (bytes: Uint8Array, key: string | null = line) =>
  checkZip(new Blob([new Uint8Array(bytes)]), key, () => undefined);

describe("hashes written for the browser", () => {
  it("are those of the machine's own", () => {
    const piece = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const hash = new Sha256();
        for (const one of pieces) hash.update(one);
        const whole = Buffer.concat(pieces);
        expect(hash.end()).toBe(createHash("sha256").update(whole).digest("hex"));
        expect(Buffer.from(blake2b(whole)).toString("hex")).toBe(
          createHash("blake2b512").update(whole).digest("hex"),
        );
      }),
    );
  });
});

describe("a bundle that somebody drops on its own page", () => {
  it("is whole and signed", async () => {
    const { id } = facts.signer.publicKey;
    expect(await check(zip)).toMatchObject({ is: "checked", faults: [], verdict: { is: "signed", key: id } });
  });

  it("names each file that was changed", async () => {
    for (const entry of await entriesOf(new Blob([new Uint8Array(zip)]))) {
      if (entry.packed === 0) continue;
      const changed = Buffer.from(zip);
      const at = entry.at + 30 + Buffer.byteLength(entry.name) + Math.floor(entry.packed / 2);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const told = await check(changed);
      const path = entry.name.slice(entry.name.indexOf("/") + 1);
      if (path === "manifest.json") {
        const unread = told.is === "not_ours" || (told.is === "checked" && told.verdict.is === "forged");
        expect(unread).toBe(true);
      } else if (path === "manifest.sig") expect(told).toMatchObject({ verdict: { is: "forged" } });
      else if (path !== "tagmanifest-sha256.txt") {
        expect(told).toMatchObject({ faults: [{ path, what: expect.stringMatching(/^(Changed|Broken)$/) }] });
      }
    }
  });

  it("is not signed by another key", async () => {
    const other = Buffer.from(line, "base64");
    other[41] = (other[41] ?? 0) ^ 1;
    expect(await check(zip, other.toString("base64"))).toMatchObject({ verdict: { is: "forged" } });
    expect(await check(zip, null)).toMatchObject({ faults: [], verdict: { is: "unsigned" } });
  });

  it("is none where its end names it, and another end before that names other files", async () => {
    const wide = Buffer.alloc(76);
    wide.writeUInt32LE(0x06064b50, 0);
    wide.writeBigUInt64LE(BigInt(zip.length), 48);
    wide.writeUInt32LE(0x07064b50, 56);
    wide.writeBigUInt64LE(BigInt(zip.length), 64);
    wide.writeUInt32LE(1, 72);
    expect(await check(Buffer.concat([zip, wide, zip.subarray(-22)]))).toEqual({ is: "not_zip" });
  });

  it("is broken where a file has two names", async () => {
    const copy = Buffer.from(zip);
    copy.write("letter.exe", copy.indexOf("letter.txt"));
    expect(await check(copy)).toMatchObject({ faults: [{ path: "letter.txt", what: "Broken" }] });
  });

  it("is none where the file is something else", async () => {
    expect(await check(Buffer.from("hello"))).toEqual({ is: "not_zip" });
    expect(await check(zip.subarray(0, zip.length - 30))).toEqual({ is: "not_zip" });
    expect(await check(Buffer.concat([Buffer.from("#!"), zip]))).toEqual({ is: "not_zip" });
    expect(await check(Buffer.concat([zip, zip.subarray(-22)]))).toEqual({ is: "not_zip" });
    const empty = Buffer.alloc(22);
    empty.writeUInt32LE(0x06054b50);
    expect(await check(empty)).toEqual({ is: "not_ours" });
  });
});
