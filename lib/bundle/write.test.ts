import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { letter } from "#lib/notice/letter/letter.ts";
import type { BundleFacts } from "./contents.ts";
import { inventedFacts, ownKey, pieces, spool } from "./fixture/source.ts";
import { bundled, unzipped } from "./fixture/unzip.ts";
import { afterManifest } from "./package/closing.ts";
import { writeBundle } from "./write.ts";
import { zipInto } from "./zip/zip.ts";

const orderTexts = [
  '{"number":1,"note":"Łódź","total":-12.50,"tags":["a","b"]}',
  '{"number":2,"note":"東京, \\u0000 \\"quoted\\"\\nsecond line","total":12345678901234567890}',
  '{ "note" : "ليلى" ,"number":3, "total":null,"surprise":"="}',
  '{"number":4,"note":"=HYPERLINK(1)","total":1e3}',
  '{"number":5,"note":"lone \\ud800 surrogate"}',
];
const photo = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 1]);
const files = ["invoice-1.pdf", "invoice-1.pdf", "con.pdf"].map((fileName) => ({
  fileName,
  mediaType: "application/pdf",
  open: () => pieces(photo, 2),
}));

const source = (facts: BundleFacts) => ({ ...facts, letter: letter(facts) });
const whole = (pieceBytes = 7) =>
  source(
    inventedFacts({
      orderTexts,
      pieceBytes,
      orders: { rows: orderTexts.length, open: () => pieces(spool(orderTexts), pieceBytes), files },
    }),
  );
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function built() {
  const { zip, written } = await bundled(whole());
  const entries = await unzipped(zip);
  const text = (path: string) => entries.get(path)?.toString() ?? "";
  return { zip, written, entries, text };
}

describe("a bundle", () => {
  it("holds exactly its files, in a fixed order, and the zip's own figures are right", async () => {
    const { zip, written, entries } = await built();
    expect([...entries.keys()]).toEqual([
      "letter.pdf",
      "letter.html",
      "letter.txt",
      "README.txt",
      "data/01-shop/orders.ndjson",
      "data/01-shop/orders.csv",
      "data/01-shop/orders.json",
      "viewer/data/01-0001.js",
      "data/01-shop/orders.schema.json",
      "data/01-shop/files/invoice-1.pdf",
      "data/01-shop/files/invoice-1-2.pdf",
      "data/01-shop/files/con_.pdf",
      "data/01-shop/files/orders.html",
      "data/01-shop/con_.ndjson",
      "data/01-shop/con_.csv",
      "data/01-shop/con_.json",
      "viewer/data/02-0001.js",
      "data/01-shop/con_.schema.json",
      "about/why-we-have-it.html",
      "about/why-we-have-it.json",
      "about/who-got-it.csv",
      "about/timeline.csv",
      "about/what-is-not-here.html",
      "about/dictionary.json",
      "about/dictionary.html",
      "viewer/app.js",
      "viewer/app.css",
      "viewer/index.js",
      "START-HERE.html",
      "data.json",
      "datapackage.json",
      "provenance.jsonld",
      "bagit.txt",
      "bag-info.txt",
      "manifest-sha256.txt",
      "SIGNATURE.txt",
      "manifest.json",
      "manifest.sig",
      "tagmanifest-sha256.txt",
    ]);
    expect(written).toEqual({
      bytes: zip.length,
      sha256: sha256(zip),
      files: entries.size,
      contents: [{ systemId: "shop", title: "Shop and orders", records: 6, files: 3 }],
    });
  });

  it("names every file but the manifest with its size, rows and SHA-256", async () => {
    const { entries, text } = await built();
    const manifest = JSON.parse(text("manifest.json"));
    expect(manifest.files.map((f: { path: string }) => f.path)).toEqual(
      [...entries.keys()].filter((path) => !afterManifest.some((one) => one === path)),
    );
    for (const { path, bytes, sha256: named } of manifest.files) {
      const content = entries.get(path) ?? Buffer.alloc(0);
      expect([path, bytes, named]).toEqual([path, content.length, sha256(content)]);
    }
    const rows = Object.fromEntries(
      manifest.files.map((f: { path: string; rows: unknown }) => [f.path, f.rows]),
    );
    expect(rows["data/01-shop/orders.ndjson"]).toBe(5);
    expect(rows["data/01-shop/orders.csv"]).toBe(5);
    expect(rows["letter.pdf"]).toBe(null);
    expect(manifest).toMatchObject({
      reference: "LK-7K4-2QD",
      law: "EU_GDPR",
      csv_guard: "apostrophe",
      language: "en",
    });
    expect(manifest.systems.map((s: { outcome: string }) => s.outcome)).toEqual([
      "found",
      "nothing_held",
      "not_yet",
      "asked_person_nothing",
    ]);
    expect(manifest.systems[0].unexplained_fields).toEqual({ orders: ["surprise"] });
  });

  it("keeps the JSON byte for byte", async () => {
    const { entries } = await built();
    expect(entries.get("data/01-shop/orders.ndjson")?.equals(Buffer.from(`${orderTexts.join("\n")}\n`))).toBe(
      true,
    );
  });

  it("writes a table that another CSV reader understands", async () => {
    const { entries } = await built();
    const csv = entries.get("data/01-shop/orders.csv") ?? Buffer.alloc(0);
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(parse(csv, { bom: true, record_delimiter: "\r\n" })).toEqual([
      ["number", "note", "total", "tags"],
      ["1", "Łódź", "-12.50", '["a","b"]'],
      ["2", '東京, \u0000 "quoted"\nsecond line', "'12345678901234567890", ""],
      ["3", "ليلى", "", ""],
      ["4", "'=HYPERLINK(1)", "1e3", ""],
      ["5", "lone \uFFFD surrogate", "", ""],
    ]);
    expect(parse(entries.get("data/01-shop/files/con_.pdf") ?? "", { relax_quotes: true })).toBeDefined();
    expect(entries.get("data/01-shop/files/invoice-1-2.pdf")).toEqual(photo);
  });

  it("is the same to the last byte for the same facts, however the spool was cut", async () => {
    const first = (await bundled(whole(7))).zip;
    const second = (await bundled(whole(100_000))).zip;
    expect(second.equals(first)).toBe(true);
  });

  it("satisfies other readers of zips", async (test) => {
    const folder = mkdtempSync(join(tmpdir(), "habeas-bundle-"));
    try {
      const path = join(folder, "bundle.zip");
      writeFileSync(path, (await built()).zip);
      const readers: [string, string[]][] = [
        ["unzip", ["-tq", path]],
        [
          "python3",
          ["-c", "import sys,zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None", path],
        ],
      ];
      let asked = 0;
      for (const [program, args] of readers) {
        try {
          execFileSync(program, args, { stdio: "pipe" });
          asked += 1;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        }
      }
      if (asked === 0) test.skip("neither unzip nor python3 is installed");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a build stops, and leaves no whole zip behind", () => {
  const withOrders = (texts: string[], rows = texts.length, via = ownKey) =>
    source(inventedFacts({ orders: { rows, open: () => pieces(spool(texts, via), 9) } }));

  it.each([
    ["another person's record", withOrders(["{}"], 1, "C-0043")],
    ["fewer records than were collected", withOrders(["{}"], 2)],
    ["more records than were collected", withOrders(["{}", "{}"], 1)],
    ["records where none were collected", withOrders(["{}"], 0)],
    ["a field that is never disclosed", withOrders(['{"number":1,"pin":"1234"}'])],
    ["what is not JSON", withOrders(["{"])],
    ["JSON that is no object", withOrders(["[1]"])],
    ["records that cannot be opened", source(inventedFacts({ orders: { rows: 1, open: null } }))],
    [
      "a file name that a system chose",
      source(
        inventedFacts({ orders: { files: [{ ...files[0], fileName: "../../x.pdf" } as (typeof files)[0]] } }),
      ),
    ],
  ])("for %s", async (_why, given) => {
    const out = new PassThrough();
    out.resume();
    const failure = await writeBundle(given, zipInto(out, given.answeredAt, "top")).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: "HabeasError", code: "conflict" });
    expect(String(failure)).not.toMatch(/1234|C-004|x\.pdf/);
    expect(out.writableEnded).toBe(false);
  });

  it("for a spool that breaks", async () => {
    const broken = source(
      inventedFacts({
        orders: {
          rows: 1,
          open: async function* () {
            yield Buffer.from(`${ownKey}\t{`);
            throw new Error("the store is gone");
          },
        },
      }),
    );
    const into = zipInto(new PassThrough().resume(), broken.answeredAt, "top");
    await expect(writeBundle(broken, into)).rejects.toThrow("the store is gone");
  });
});
