import { runInNewContext } from "node:vm";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pieces, spool } from "../fixture/source.ts";
import { orders, passedOver } from "./fixture/memory-files.ts";
import { momentsOf } from "./moments-again.ts";
import { isPacked } from "./packed-already.ts";

const allowedKeys = new Set(["C-0042"]);
const passed = (texts: readonly string[], rows = texts.length) =>
  passedOver({ lines: () => pieces(spool(texts), 9_999), allowedKeys, rows });

/** The rows of all shards, read as the viewer's page reads them. */
function shardRows(files: ReadonlyMap<string, Buffer>): {
  calls: [number, number, number][];
  rows: unknown[][];
} {
  const calls: [number, number, number][] = [];
  const rows: unknown[][] = [];
  const __d = (c: number, n: number, some: unknown[][]) => {
    calls.push([c, n, some.length]);
    rows.push(...some);
  };
  for (const [path, bytes] of files)
    if (path.startsWith("viewer/")) runInNewContext(bytes.toString(), { __d });
  return { calls, rows };
}

describe("one pass over the records", () => {
  it("cuts the viewer's data at 2,000 records", async () => {
    const texts = Array.from({ length: 4_001 }, (_, i) => `{"id":${i},"note":"n${i}"}`);
    const { files, passed: left } = await passed(texts);
    const { calls, rows } = shardRows(files);
    expect(calls).toEqual([
      [7, 1, 2000],
      [7, 2, 2000],
      [7, 3, 1],
    ]);
    expect(rows.map(([id]) => id)).toEqual(texts.map((_, i) => i));
    expect(
      left.shards.map(({ path, rows, bytes }) => [path, rows, bytes === files.get(path)?.length]),
    ).toEqual([
      ["viewer/data/07-0001.js", 2000, true],
      ["viewer/data/07-0002.js", 2000, true],
      ["viewer/data/07-0003.js", 1, true],
    ]);
    expect(files.has("orders.json")).toBe(false);
  });

  it("cuts the viewer's data at 512 kB, and gives a record that is larger a script of its own", async () => {
    const sizes = [200_000, 200_000, 200_000, 900_000, 10, 10, 600_000];
    const { files } = await passed(sizes.map((size, i) => `{"id":${i},"note":"${"x".repeat(size)}"}`));
    const { calls, rows } = shardRows(files);
    expect(calls.map(([, , count]) => count)).toEqual([2, 1, 1, 2, 1]);
    expect(rows.map(([id]) => id)).toEqual(sizes.map((_, i) => i));
    for (const [path, { length }] of files) {
      const [, n] = /^viewer\/data\/07-000(\d)/.exec(path) ?? [];
      if (n !== undefined && !["3", "5"].includes(n)) expect(length).toBeLessThan(512_100);
    }
  });

  it("makes one JSON file of few records, with the same values", async () => {
    const texts = ['{"id":1,"note":"\\u00e9 = é"}', '{ "id" : 12345678901234567890 }'];
    const { files } = await passed(texts);
    expect(files.get("orders.json")?.toString()).toBe(`[\n${texts.join(",\n")}\n]\n`);
    expect((await passed([])).files.get("orders.json")?.toString()).toBe("[]\n");
  });

  it("goes on in a further table where a spreadsheet would end", async () => {
    const rows = 1_000_002;
    const thousand = Buffer.from('C-0042\t{"id":1}\n'.repeat(1_000));
    async function* lines() {
      for (let i = 0; i < 1_000; i += 1) yield thousand;
      yield thousand.subarray(0, (thousand.length / 1_000) * 2);
    }
    const { files, passed: left } = await passedOver({ lines, allowedKeys, rows });
    expect(left.tables.map(({ path, rows }) => [path, rows])).toEqual([
      ["orders.csv", 1_000_000],
      ["orders-2.csv", 2],
    ]);
    expect(files.get("orders-2.csv")?.toString()).toBe(
      '\uFEFF"id","at","note","more"\r\n"1","","",""\r\n"1","","",""\r\n',
    );
  }, 20_000);

  it("says when records arose: years, first and last as written, and each one's second", async () => {
    const at = [
      "2024-02-29T23:30:00-01:00",
      "2023-12-31",
      "2024-03-01 00:10:00.5+0000",
      "2024-02-30",
      "soon",
      "1969-07-20T20:17:40Z",
    ];
    const texts = at.map((when, i) => `{"id":${i},"at":${JSON.stringify(when)}}`);
    const { passed: left, moments } = await passed(texts);
    expect(left.times).toEqual({
      years: { "1969": 1, "2023": 1, "2024": 2 },
      oldest: "1969-07-20T20:17:40Z",
      newest: "2024-02-29T23:30:00-01:00",
    });
    const expected = at.flatMap((when, i) => {
      const ms = [3, 4].includes(i) ? Number.NaN : Date.parse(when.replace(" ", "T").replace("+0000", "Z"));
      return Number.isNaN(ms) ? [] : [[Math.floor(ms / 1000), i + 1]];
    });
    expect(moments).toEqual(expected);
    const again: [number, number][] = [];
    await momentsOf(pieces(spool(texts), 11), allowedKeys, orders, (seconds, row) =>
      again.push([seconds, row]),
    );
    expect(again).toEqual(moments);
  });

  it("takes every day that a calendar has, and no other", async () => {
    const days = fc.record({
      y: fc.integer({ min: 1, max: 9999 }),
      m: fc.nat({ max: 14 }),
      d: fc.nat({ max: 33 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(days, { minLength: 1 }), async (all) => {
        const pad = (n: number, digits: number) => String(n).padStart(digits, "0");
        const written = all.map(({ y, m, d }) => `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}`);
        const { moments } = await passed(written.map((day) => `{"at":"${day}"}`));
        const expected = written.flatMap((day, i) => {
          const date = new Date(`${day}T00:00:00Z`);
          const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
          return isDay ? [[date.getTime() / 1000, i + 1]] : [];
        });
        expect(moments).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps bytes that are no text in the NDJSON, and shows the sign for them elsewhere", async () => {
    const line = Buffer.concat([
      Buffer.from('C-0042\t{"note":"a'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('b"}\n'),
    ]);
    const { files } = await passedOver({ lines: () => pieces(line, 5), allowedKeys, rows: 3_000 });
    expect(files.get("orders.ndjson")?.equals(line.subarray(7))).toBe(true);
    const [, row] = parse(files.get("orders.csv") ?? "", { bom: true }) as string[][];
    expect(row).toEqual(["", "", "a\uFFFD\uFFFDb", ""]);
    expect(shardRows(files).rows).toEqual([[null, null, "a\uFFFD\uFFFDb", null]]);
  });

  it("shows the first ten records, long values cut, and names keys that nobody explained", async () => {
    const texts = Array.from(
      { length: 12 },
      (_, i) => `{"id":${i},"odd\\u0021":1,"note":"${"é".repeat(500)}","more":[1, 2]}`,
    );
    const { sample, unexplained } = (await passed(texts)).passed;
    expect(sample).toHaveLength(10);
    expect(sample[9]).toEqual(["9", "", `${"é".repeat(400)}…`, "[1, 2]"]);
    expect(unexplained).toEqual(["odd!"]);
  });
});

it("knows which files are packed already", () => {
  const stored = ["image/jpeg", "application/pdf", "application/zip", "video/mp4", "IMAGE/PNG", "audio/mpeg"];
  const deflated = [
    "text/plain",
    "image/svg+xml",
    "image/bmp",
    "audio/wav",
    "application/json",
    "image/tiff",
  ];
  expect(stored.filter(isPacked)).toEqual(stored);
  expect(deflated.filter(isPacked)).toEqual([]);
});
