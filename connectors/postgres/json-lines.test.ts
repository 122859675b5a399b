import fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonField, JsonLines } from "./json-lines.ts";

const fields: JsonField[] = [
  { name: 'a "name"', form: "text" },
  { name: "n", form: "number" },
  { name: "b", form: "boolean" },
  { name: "at", form: "timestamptz" },
  { name: "j", form: "json" },
  { name: "z", form: "text" },
];

const copied: Record<string, string> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};
/** As the server writes a value in COPY's text format (PostgreSQL manual, COPY, "Text Format"). */
const inCopy = (value: string | null) =>
  value === null ? "\\N" : value.replace(/[\b\f\n\r\t\v\\]/g, (letter) => copied[letter] ?? "");

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\\"\n\r\t\v\b\f\u0001\u001f\u007fN,:{} ', "é", "\u{1f98a}"),
    fc.constantFrom("a", "\u2028"),
  ),
});
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const row = fc.record({
  text: maybe(text),
  number: maybe(fc.oneof(fc.bigInt(), fc.double({ noNaN: false }))),
  boolean: maybe(fc.boolean()),
  json: maybe(fc.jsonValue()),
  last: maybe(text),
});

/** Feeds bytes in pieces of the given sizes, over and over. */
function inPieces(bytes: Buffer, sizes: readonly number[]): string {
  const lines = new JsonLines(fields);
  const parts: Uint8Array[] = [];
  for (let at = 0, no = 0; at < bytes.length; no++) {
    const size = sizes[no % sizes.length] ?? 1;
    parts.push(lines.push(bytes.subarray(at, at + size)));
    at += size;
  }
  expect(lines.whole).toBe(true);
  return Buffer.concat(parts).toString("utf8");
}

test("any row becomes its JSON, however its bytes are cut", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), sizes, (rows, cuts) => {
      const input = rows.map((one) =>
        [
          "key \\ é",
          one.text,
          one.number === null ? null : String(one.number),
          one.boolean === null ? null : one.boolean ? "t" : "f",
          "2026-03-03 08:00:00.5+00",
          one.json === null ? null : JSON.stringify(one.json, null, 1),
          one.last,
        ]
          .map(inCopy)
          .join("\t"),
      );
      const whole = input.map((line) => `${line}\n`).join("");
      const lines = inPieces(Buffer.from(whole), cuts).split("\n");
      expect(lines.pop()).toBe("");
      expect(lines.map((line) => line.split("\t")[0])).toEqual(rows.map(() => "key \\ é"));
      const read = lines.map((line) => JSON.parse(line.split("\t")[1] ?? "") as Record<string, unknown>);
      expect(lines.every((line) => line.split("\t").length === 2)).toBe(true);
      read.forEach((record, no) => {
        const { text: first, number, boolean, json, last } = rows[no] as (typeof rows)[0];
        expect(record['a "name"']).toBe(first);
        expect(record.z).toBe(last);
        expect(record.b).toBe(boolean);
        expect(record.at).toBe("2026-03-03T08:00:00.5+00:00");
        expect(record.j).toEqual(JSON.parse(JSON.stringify(json)));
        const finite = typeof number === "bigint" || Number.isFinite(number);
        expect(record.n).toBe(number === null ? null : finite ? Number(String(number)) : String(number));
      });
    }),
    { numRuns: 500 },
  );
});

test("a row that breaks off is not taken for a whole one", () => {
  const lines = new JsonLines(fields);
  lines.push(Buffer.from("key\ttext"));
  expect(lines.whole).toBe(false);
});

test("a collection without fields is empty objects", () => {
  const lines = new JsonLines([]);
  expect(Buffer.from(lines.push(Buffer.from("a\nb\n"))).toString()).toBe("a\t{}\nb\t{}\n");
});
