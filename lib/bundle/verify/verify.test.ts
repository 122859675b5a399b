import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letter } from "#lib/notice/letter/letter.ts";
import { ed25519Key } from "#lib/vault/sign.ts";
import { inventedFacts, pieces, testSigner } from "../fixture/source.ts";
import { bundled } from "../fixture/unzip.ts";
import type { PublishedKey } from "../signature/key.ts";
import { publicKeyOf } from "../signature/minisign.ts";
import { directoryRecord, endOfDirectory, localHeader, trailer } from "../zip/records.ts";
import { entriesOf } from "./directory.ts";
import { checkPackage, type PackageCheck } from "./package-check.ts";
import { laidAside, type RandomAccess } from "./temporary.ts";

const ours: PublishedKey[] = [{ ...testSigner.publicKey, from: null, until: null }];
const others: PublishedKey[] = [{ ...publicKeyOf(ed25519Key(Buffer.alloc(32, 9))), from: null, until: null }];
const facts = inventedFacts({
  orderTexts: ['{"number":1,"note":"東京"}', '{"number":2}'],
  orders: {
    files: [
      { fileName: "photo.jpg", mediaType: "image/jpeg", open: () => pieces(Buffer.alloc(5000, 3), 999) },
    ],
  },
});
const { zip } = await bundled({ ...facts, letter: letter(facts) });

function memory(bytes: Buffer): RandomAccess {
  return {
    bytes: bytes.length,
    part: async function* (from, to) {
      if (from < 0) throw new RangeError("a place before the file's first byte");
      yield bytes.subarray(from, to);
    },
  };
}

const empty = deflateRawSync("");

const checked = (bytes: Buffer, keys = ours) => checkPackage(memory(bytes), keys);

/** The same zip with one byte of one file's packed bytes changed. */
async function flipped(name: string): Promise<Buffer> {
  const entry = (await entriesOf(memory(zip))).find(({ path }) => path.endsWith(`/${name}`));
  if (entry === undefined) throw new Error(`no ${name}`);
  const copy = Buffer.from(zip);
  const at = entry.from + Math.floor(entry.packedBytes / 2);
  copy[at] = (copy[at] ?? 0) ^ 0x10;
  return copy;
}

describe("a package", () => {
  it("is as it was made, and is told by when and which key", async () => {
    const result = await checked(zip);
    expect(result).toMatchObject({ kind: "compared", changed: [], missing: [], extra: [] });
    if (result.kind !== "compared") throw new Error("not compared");
    expect(result.list).toMatchObject({ reference: "LK-7K4-2QD", answered_at: "2026-03-12T09:30:00.000Z" });
    expect(result.list.key.id).toBe(testSigner.publicKey.id);
    expect(result.list.files.length).toBeGreaterThan(20);
  });

  it.each([
    "letter.pdf",
    "orders.csv",
    "orders.ndjson",
    "photo.jpg",
    "START-HERE.html",
    "tagmanifest-sha256.txt",
  ])("with one changed byte in %s names that file and no other", async (name) => {
    const result = await checked(await flipped(name));
    expect(result).toMatchObject({ kind: "compared", missing: [], extra: [] });
    expect((result as { changed: string[] }).changed.map((path) => path.split("/").at(-1))).toEqual([name]);
  });

  it("with a changed list or signature is not vouched for", async () => {
    const list = (await checked(await flipped("manifest.json"))).kind;
    expect(["changed", "not_a_package"]).toContain(list);
    const signature = (await checked(await flipped("manifest.sig"))).kind;
    expect(["changed", "unsigned", "unknown_key", "not_a_package"]).toContain(signature);
    expect((await checked(zip, others)).kind).toBe("unknown_key");
  });

  it("never passes with any byte changed, cut off or put in, and never throws", async () => {
    const honest = JSON.stringify(await checked(zip));
    const places = fc.integer({ min: 0, max: zip.length - 1 });
    await fc.assert(
      fc.asyncProperty(places, fc.constantFrom("cut", "put", "change"), async (at, how) => {
        const wrong =
          how === "cut"
            ? zip.subarray(0, at)
            : how === "put"
              ? Buffer.concat([zip.subarray(0, at), Buffer.of(65), zip.subarray(at)])
              : Buffer.concat([zip.subarray(0, at), Buffer.of((zip[at] ?? 0) ^ 1), zip.subarray(at + 1)]);
        const result = await checked(wrong);
        // A changed time in a header changes no file; everything else must be noticed.
        if (how === "change" && JSON.stringify(result) === honest) return;
        expect(result.kind === "compared" && clean(result)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});

function clean(result: PackageCheck): boolean {
  return (
    result.kind === "compared" &&
    [result.changed, result.missing, result.extra].every((one) => one.length === 0)
  );
}

/** A zip of one more file behind another, with an end that names the first for us and the second for others. */
function twoFaced(first: Buffer): Buffer {
  const end = first.subarray(-22);
  const forged = zipOf([{ path: "letter.txt", packed: deflateRawSync("forged"), bytes: 6 }]);
  const numbers = forged.subarray(-22);
  const wide = Buffer.alloc(76);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeBigUInt64LE(1n, 24);
  wide.writeBigUInt64LE(1n, 32);
  wide.writeBigUInt64LE(BigInt(numbers.readUInt32LE(12)), 40);
  wide.writeBigUInt64LE(BigInt(first.length + numbers.readUInt32LE(16)), 48);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(first.length + forged.length - 22), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([first, forged.subarray(0, -22), wide, end]);
}

/** A name that only those see who read the zip from its beginning. */
function renamedOnce(whole: Buffer): Buffer {
  const copy = Buffer.from(whole);
  copy.write("letter.exe", copy.indexOf("letter.txt"));
  return copy;
}

/** A zip by hand: what its directory says and what its bytes are can differ. */
function zipOf(files: { path: string; packed: Buffer; bytes: number; offset?: number }[]): Buffer {
  const when = new Date("2026-03-12T09:30:00Z");
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  let at = 0;
  for (const { path, packed, bytes, offset = at } of files) {
    const entry = { path, crc: 0, bytes, packedBytes: packed.length, offset, stored: false };
    records.push(directoryRecord(entry, when));
    const written = Buffer.concat([localHeader(entry, when), packed, trailer(entry)]);
    parts.push(written);
    at += written.length;
  }
  const directory = Buffer.concat(records);
  return Buffer.concat([...parts, directory, endOfDirectory(files.length, directory.length, at)]);
}

describe("a stranger's file", () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["no zip", Buffer.from("hello, this is a letter")],
    ["the end of a zip alone", endOfDirectory(60_000, 1_000_000, 5)],
    ["an end whose numbers stand elsewhere", endOfDirectory(70_000, 9, 9).subarray(-22)],
    ["two zips in one", twoFaced(zip)],
    [
      "files that lie upon each other",
      zipOf([0, 1].map((i) => ({ path: `${i}`, packed: Buffer.alloc(9), bytes: 9, offset: 0 }))),
    ],
    ["a zip with something before it", Buffer.concat([Buffer.from("#!"), zip])],
    ["a zip with a comment", Buffer.concat([zip.subarray(0, -2), Buffer.of(2, 0, 72, 105)])],
    ["a file under another name in its own header", renamedOnce(zip)],
  ])("is refused where it is %s", async (_what, bytes) => {
    expect(await checked(bytes)).toEqual({ kind: "not_a_zip" });
  });

  it("is not unpacked where it says too little of its size, or where nobody signed", async () => {
    const bomb = deflateRawSync(Buffer.alloc(80 * 1024 * 1024));
    const signature = { path: "manifest.sig", packed: deflateRawSync("no"), bytes: 2 };
    const small = zipOf([{ path: "manifest.json", packed: bomb, bytes: 100 }, signature]);
    const before = process.memoryUsage().rss;
    expect(["not_a_package", "unsigned"]).toContain((await checked(small)).kind);
    const large = zipOf([{ path: "manifest.json", packed: bomb, bytes: 80 * 1024 * 1024 }, signature]);
    expect((await checked(large)).kind).toBe("not_a_package");
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect((await checked(zipOf([{ path: "a.txt", packed: deflateRawSync("a"), bytes: 1 }]))).kind).toBe(
      "not_a_package",
    );
  });

  it("is not read where something is hidden behind the end of a deflated file", async () => {
    const signature = { path: "manifest.sig", packed: deflateRawSync("no"), bytes: 2 };
    const list = { path: "manifest.json", packed: deflateRawSync("{}"), bytes: 2 };
    expect((await checked(zipOf([list, signature]))).kind).toBe("unsigned");
    const hiding = { ...list, packed: Buffer.concat([list.packed, Buffer.from("PK\x07\x08hidden")]) };
    expect((await checked(zipOf([hiding, signature]))).kind).toBe("not_a_package");
  });

  it("may hold so many files that its end needs 64-bit numbers, if they agree", async () => {
    const many = zipOf(Array.from({ length: 65_535 }, (_, i) => ({ path: `${i}`, packed: empty, bytes: 0 })));
    expect((await checked(many)).kind).toBe("not_a_package");
    many.writeUInt16LE(9, many.length - 12);
    expect((await checked(many)).kind).toBe("not_a_zip");
  });

  it("is laid aside encrypted, read again at any place, and gone afterwards", async () => {
    const bytes = createHash("sha512").update("x").digest();
    const upload = () => pieces(Buffer.concat(Array<Buffer>(9000).fill(bytes)), 70_001);
    const before = process.env.TMPDIR;
    const folder = mkdtempSync(join(tmpdir(), "habeas-verify-"));
    process.env.TMPDIR = folder;
    await laidAside(upload(), async (file) => {
      const [inside = ""] = readdirSync(folder);
      expect(readFileSync(join(folder, inside, "upload")).includes(bytes)).toBe(false);
      expect(file.bytes).toBe(576_000);
      for (const [from, to] of [
        [0, 64],
        [64_000 * 4 + 7, 64_000 * 4 + 99],
        [575_999, 576_000],
      ] as const) {
        const read: Buffer[] = [];
        for await (const piece of file.part(from, to)) read.push(piece);
        const expected = Buffer.concat(Array<Buffer>(9000).fill(bytes)).subarray(from, to);
        expect(Buffer.concat(read).equals(expected)).toBe(true);
      }
    });
    expect(readdirSync(folder)).toEqual([]);
    process.env.TMPDIR = before;
    rmSync(folder, { recursive: true });
  });
});
