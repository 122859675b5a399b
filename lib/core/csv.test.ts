import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvRow, wouldChange } from "./csv.ts";

const hiddenFirst = ["", " ", "\t", "\r\n", "\uFEFF", "\u200B", "\u202E", "\u00A0", "\u0000"];
const starts = [
  "=",
  "+",
  "-",
  "@",
  "|",
  "%",
  "＝",
  "＋",
  "－",
  "＠",
  "｜",
  "％",
  "﹦",
  "﹢",
  "﹣",
  "﹫",
  "﹪",
  "−",
];

/** A strict reader of RFC 4180 where every cell is quoted. */
function readRow(row: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < row.length) {
    expect(row[at]).toBe('"');
    let cell = "";
    for (at += 1; !(row[at] === '"' && row[at + 1] !== '"'); at += 1) {
      if (at >= row.length) throw new Error("a quote is not closed");
      cell += row[at];
      if (row[at] === '"') at += 1;
    }
    at += 1;
    cells.push(cell);
    if (row.slice(at) === "\r\n") return cells;
    expect(row[at]).toBe(",");
    at += 1;
  }
  throw new Error("a row does not end");
}

describe("a cell", () => {
  it.each(starts.flatMap((s) => hiddenFirst.flatMap((h) => [h + s, `${h}"${s}`, `${h}'${s}`])))(
    "puts an apostrophe before a text that a spreadsheet would calculate: %j",
    (start) => {
      const text = `${start}cmd|' /C calc'!A1`;
      expect(csvCell(text)).toBe(`"'${text.replaceAll('"', '""')}"`);
    },
  );

  it("leaves numbers as numbers, guards the same text", () => {
    expect(csvCell(-12.5)).toBe('"-12.5"');
    expect(csvCell("-12.50")).toBe(`"'-12.50"`);
    expect(csvCell(0)).toBe('"0"');
    expect(csvCell(true)).toBe('"true"');
  });

  it("guards digits that a spreadsheet would not keep, and no others", () => {
    for (const text of ["01234", "0012345678901234567890", "4111111111111111", "1E5", "12e3"]) {
      expect(csvCell(text)).toBe(`"'${text}"`);
    }
    for (const text of ["0", "0.5", "12", "411111111111111", "2026-03-01", "1.50", "0 81 00", "1E"]) {
      expect(csvCell(text)).toBe(`"${text}"`);
    }
  });

  it("can be told from a text that had an apostrophe already", () => {
    const texts = ["=1", "'=1", "''=1", "'", "01234", "'01234", "''01234"];
    expect(new Set(texts.map(csvCell)).size).toBe(texts.length);
  });

  it("writes null and missing as empty, objects as JSON", () => {
    expect(csvRow([null, undefined, "", { a: ["=1"] }])).toBe('"","","","{""a"":[""=1""]}"\r\n');
  });

  it("keeps ordinary text as it is in every script", () => {
    for (const text of ["Łódź", "東京", "ليلى", "Leeds", "12", "o'clock", "a=b", "«Zürich»"]) {
      expect(csvCell(text)).toBe(`"${text}"`);
    }
  });
});

describe("any row", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(...starts, '"', ",", ";", "\t=1", "\r", "\n", '",="'),
    fc.double(),
    fc.constant(null),
    fc.jsonValue(),
  );

  it("reads back as many cells as went in, and none that calculates", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const cells = readRow(csvRow(values));
        expect(cells).toHaveLength(values.length);
        for (const [i, cell] of cells.entries()) {
          const given = values[i];
          if (typeof given !== "string") continue;
          expect(cell).toBe(wouldChange(given) ? `'${given}` : given);
          const [visible] = cell.replace(/^[\s\p{Cc}\p{Cf}]+/u, "");
          expect(starts).not.toContain(visible);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
