import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownKey, pieces, spool } from "./fixture/source.ts";
import { jsonTexts } from "./lines.ts";
import { passedOver } from "./pass/fixture/memory-files.ts";

const own = new Set([ownKey, "C-1"]);
const ndjson = async (bytes: Uint8Array, size = 3) =>
  (await passedOver({ lines: () => pieces(bytes, size), allowedKeys: own })).files.get("orders.ndjson");
const conflict = { code: "conflict" };

async function texts(bytes: Uint8Array, size: number): Promise<string[]> {
  const all: string[] = [];
  for await (const batch of jsonTexts(pieces(bytes, size), own)) all.push(...batch);
  return all;
}

describe("spool lines", () => {
  const json = fc.array(
    fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue()).map((record) => JSON.stringify(record)),
      fc.string({ unit: "grapheme" }).map((s) => `{ "s": ${JSON.stringify(s)} }`),
    ),
  );

  it("come out byte for byte, however they are cut", async () => {
    await fc.assert(
      fc.asyncProperty(json, fc.integer({ min: 1, max: 50 }), async (lines, size) => {
        const bytes = spool(lines);
        const { files, passed } = await passedOver({ lines: () => pieces(bytes, size), allowedKeys: own });
        expect(files.get("orders.ndjson")?.toString()).toBe(lines.map((line) => `${line}\n`).join(""));
        expect([passed.rows, passed.ndjson.rows]).toEqual([lines.length, lines.length]);
        expect(await texts(bytes, size)).toEqual(lines);
      }),
    );
  });

  it("keep bytes that are no valid UTF-8, and escaped lone surrogates", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${ownKey}\t{"a":"\\ud800`),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"}\n'),
    ]);
    expect(await ndjson(bytes)).toEqual(bytes.subarray(ownKey.length + 1));
  });

  it("may change between this person's keys", async () => {
    const bytes = Buffer.concat([spool(['{"a":1}']), spool(["{}"], "C-1"), spool(["{ }", "{}"])]);
    expect((await ndjson(bytes))?.toString()).toBe('{"a":1}\n{}\n{ }\n{}\n');
    expect(await texts(bytes, 4)).toEqual(['{"a":1}', "{}", "{ }", "{}"]);
  });

  it.each([
    ["another person's key", "C-2\t{}\n"],
    ["a key that begins like ours", `${ownKey}0\t{}\n`],
    ["the beginning of our key", `${ownKey.slice(0, -1)}\t{}\n`],
    ["no key", "\t{}\n"],
    ["no tab", "{}\n"],
    ["an empty line", "\n"],
    ["a line that is cut off", `${ownKey}\t{}`],
  ])("are refused: %s", async (_why, line) => {
    for (const before of ["", `${ownKey}\t{}\n`]) {
      for (const size of [1, 1000]) {
        await expect(ndjson(Buffer.from(before + line), size)).rejects.toMatchObject(conflict);
        await expect(texts(Buffer.from(before + line), size)).rejects.toMatchObject(conflict);
      }
    }
  });

  it("leave the producer's buffer alone, and may share it", async () => {
    const shared = Buffer.alloc(8);
    async function* reusing(bytes: Buffer) {
      for (let at = 0; at < bytes.length; at += shared.length) {
        const n = bytes.copy(shared, 0, at);
        yield shared.subarray(0, n);
      }
    }
    const bytes = spool(['{"name":"Łódź"}', '{"name":"東京"}']);
    const { files } = await passedOver({ lines: () => reusing(bytes), allowedKeys: own });
    expect(files.get("orders.ndjson")?.toString()).toBe('{"name":"Łódź"}\n{"name":"東京"}\n');
  });
});
