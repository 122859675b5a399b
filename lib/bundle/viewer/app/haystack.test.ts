import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Row } from "../shape.ts";
import { haystackOf, search, wordsOf } from "./haystack.ts";

function found(rows: Row[], query: string, year: number | null = null): number[] {
  const hits: number[] = [];
  search(haystackOf(rows, 0), wordsOf(query), year, (row) => hits.push(row));
  return hits;
}

const rows: Row[] = [
  ["2019-03-04", "Łódź, a return", 12],
  ["2020-01-01T10:00:00Z", "RETURN to Leeds", { city: "Zürich" }],
  [null, "", true],
  ["2019-99-99", "قَلَم Leeds", null],
];

describe("a search", () => {
  it.each([
    ["return", [0, 1]],
    ["return leeds", [1]],
    ["LEEDS", [1, 3]],
    ["zurich", [1]],
    ["lodz", [0]],
    ["Zürich", [1]],
    ["قلم", [3]],
    ["12", [0]],
    ["nothing", []],
    ["  ", [0, 1, 2, 3]],
    ["return\u0000leeds", [1]],
  ])("for %j finds the records that hold all its words, whatever their case and accents", (query, hits) => {
    expect(found(rows, query)).toEqual(hits);
  });

  it("keeps to a year, and to records without a date", () => {
    expect(found(rows, "", 2019)).toEqual([0]);
    expect(found(rows, "return", 2020)).toEqual([1]);
    expect(found(rows, "", 0)).toEqual([2, 3]);
  });

  it("never finds a word across two fields or two records", () => {
    expect(found([["ab", "cd"], ["ef"]], "bc")).toEqual([]);
    expect(found([["ab", "cd"], ["ef"]], "de")).toEqual([]);
  });

  it("finds what a plain look at each record finds", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "A", "é", " ", "\u0000", "Ω") });
    fc.assert(
      fc.property(fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 8 }), text, (records, query) => {
        const words = wordsOf(query);
        const plainly = records.flatMap((record, i) => {
          return words.every((word) => holds(record, word)) ? [i] : [];
        });
        expect(found(records, query)).toEqual(plainly);
      }),
    );
  });
});

function holds(record: string[], word: string): boolean {
  return record.some((one) => one.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().includes(word));
}
