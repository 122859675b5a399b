import { runInNewContext } from "node:vm";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, wouldChange } from "#lib/core/csv.ts";
import { appendRow, harmless } from "./cells.ts";
import { Growing } from "./growing.ts";
import { Scanner } from "./scan.ts";
import { appendScriptRow } from "./script-rows.ts";

const columns = ["id", "note", 'q"uote', "ключ", "__proto__", "constructor", "1", "", "back\\slash"];

/** Letters and signs that formats trip over. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'"\\/=+-@|%\t\r\n\b\f\u0000\u001f\u007f\u2028\u2029\uFEFF\u200b\u202e＝−“«\u00a0\u3000\ud800\udc00\u00ad\u061c',
    ),
    fc.constantFrom(
      "</script>",
      "__proto__",
      "\\u0041",
      "東京",
      "Łódź",
      "ليلى",
      "😀",
      "12345678901234567890",
      "'",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 2 }),
  ),
  maxLength: 12,
});
const numberText = fc.oneof(
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map(String)
    .filter((text) => !text.includes("+")),
  fc.constantFrom(
    "-12.50",
    "1e3",
    "12345678901234567890",
    "-0",
    "0.1234567890123456",
    "1E+5",
    "-0.0e-0",
    "1e400",
  ),
);
/** A value as the text that a system might write. */
const valueText: fc.Arbitrary<string> = fc.letrec((again) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    hostile.map((text) => JSON.stringify(text)),
    hostile.map((text) => JSON.stringify(text).replace(/[/é東ل]/g, (c) => (c === "/" ? "\\/" : escaped(c)))),
    numberText,
    fc.constantFrom("true", "false", "null"),
    fc.array(again("value")).map((all) => `[${all.join(" , ")}]`),
    fc
      .array(fc.tuple(fc.oneof(hostile, fc.constant("__proto__")), again("value")), { maxLength: 3 })
      .map((all) => `{${all.map(([k, v]) => `${JSON.stringify(k)}:${v}`).join(",")}}`),
  ),
})).value as fc.Arbitrary<string>;
const escaped = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;

const space = fc.constantFrom("", "", "", " ", "\t", " \r ");
const member = fc
  .tuple(fc.oneof(fc.constantFrom(...columns), hostile), valueText, space, fc.boolean())
  .map(([key, value, blank, coded]) => {
    const name = coded
      ? `"${[...key].map((c) => (c.length === 1 ? escaped(c) : c)).join("")}"`
      : JSON.stringify(key);
    return `${blank}${name}${blank}:${blank}${value}${blank}`;
  });
const recordText = fc.array(member, { maxLength: 8 }).map((members) => `{${members.join(",")}}`);

const scannerOf = (names = columns) =>
  new Scanner(
    names,
    () => false,
    () => undefined,
  );

/** What the rows of one scanner are for these lines, each as CSV text and as a script's list. */
function rowsOf(lines: readonly string[]): { cells: string[]; values: unknown[] }[] {
  const scanner = scannerOf();
  const block = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  let start = 0;
  return lines.map(() => {
    const end = block.indexOf(10, start);
    scanner.read(block, start, end);
    start = end + 1;
    const [csv, script] = [new Growing(1), new Growing(1)];
    appendRow(csv, block, scanner);
    appendScriptRow(script, block, scanner);
    const [cells = []] = parse(csv.filled.toString(), { record_delimiter: "\r\n" }) as string[][];
    return { cells, values: runInNewContext(script.filled.toString()) as unknown[] };
  });
}

type Exact = { text: string };
const asWritten = (_key: string, value: unknown, context?: { source?: string }) =>
  typeof value === "number" ? { text: context?.source ?? "" } : value;
const isExact = (value: unknown): value is Exact =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "text";
const long = (text: string) => text.replace(/[^0-9]/g, "").length >= 16;
/** Nested numbers that the script keeps as texts make JSON of two kinds: compared without the difference. */
const loose = (value: unknown) =>
  JSON.stringify(value).replace(/"?(-?[0-9][0-9.eE+-]*)"?/g, (_, n) => String(Number(n)));

function expectRow(line: string, row: { cells: string[]; values: unknown[] } | undefined): void {
  const record = JSON.parse(line) as Record<string, unknown>;
  const exact = JSON.parse(line, asWritten) as Record<string, unknown>;
  for (const [i, key] of columns.entries()) {
    const held = Object.hasOwn(record, key) ? record[key] : null;
    const number = Object.hasOwn(exact, key) ? exact[key] : null;
    const [cell, value] = [row?.cells[i], row?.values[i]];
    if (typeof held === "number" && isExact(number)) {
      expect(cell).toBe(/^-?[0-9]{16,}$/.test(number.text) ? `'${number.text}` : number.text);
      expect(Object.is(value, long(number.text) ? number.text : held)).toBe(true);
    } else if (typeof held === "object" && held !== null) {
      expect(JSON.stringify(JSON.parse(cell ?? ""))).toBe(JSON.stringify(held));
      expect(loose(value)).toBe(loose(held));
    } else {
      const [[text] = []] = parse(csvCell(held), { relax_column_count: true }) as string[][];
      expect(cell).toBe((text ?? "").toWellFormed());
      expect(value).toBe(held);
    }
  }
}

describe("records from bytes", () => {
  it("have the values that JSON.parse gives, in the table and in the script, whatever their keys' order", () => {
    fc.assert(
      fc.property(fc.array(recordText, { minLength: 1, maxLength: 4 }), (texts) => {
        const lines = texts.map((text) => text.replaceAll("\n", " "));
        for (const [i, row] of rowsOf(lines).entries()) expectRow(lines[i] ?? "", row);
      }),
      { numRuns: 400 },
    );
  });

  it("are refused just where JSON.parse refuses", () => {
    const place = fc.nat({ max: 200 });
    const odd = fc.oneof(
      fc.constantFrom(
        ...'{}[]",:\\0123456789eE+-.tfnu \t\u0000\u00a0',
        "\uFEFF",
        "null",
        "truefalse",
        '"a":',
      ),
      hostile,
    );
    fc.assert(
      fc.property(recordText, place, place, odd, (text, from, cut, inserted) => {
        const at = from % (text.length + 1);
        const line = `${text.slice(0, at)}${inserted}${text.slice(at + (cut % 4))}`
          .replaceAll("\n", " ")
          .toWellFormed();
        const bytes = Buffer.from(`${line}\n`);
        const read = () => scannerOf().read(bytes, 0, bytes.length - 1);
        if (isRecord(line)) expect(read).not.toThrow();
        else expect(read).toThrow(/so the bundle was not built/);
      }),
      { numRuns: 2000 },
    );
  });

  it("tell a long text that is safe from one that is not by its first byte", () => {
    for (let code = 0x80; code < 0xd800; code += 1) {
      const text = String.fromCodePoint(code);
      if (harmless[Buffer.from(text)[0] ?? 0] === 1)
        expect([code, wouldChange(`${text}=1`)]).toEqual([code, false]);
    }
  });
});

function isRecord(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
