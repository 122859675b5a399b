import { gzipSync } from "node:zlib";
import { ByteWriter, parquetWrite, parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { failureOfWork } from "#connectors/conformance/reading.ts";
import { fieldsOf } from "#connectors/conformance/world.ts";
import { about, folderPerTest, type Written } from "./fixture/opened.ts";
import { parquetRecords } from "./parquet.ts";
import type { OpenFile } from "./place.ts";

const { open, put } = folderPerTest();
const one: Written = { name: "one", subject_key: "id", match: { number: "id" } };

describe("CSV", () => {
  test.each<[string, string | Buffer, object]>([
    ["with semicolons and single quotes", "id;text\r\n7;'a; ''b'''\r\n", { delimiter: ";", quote: "'" }],
    [
      "of an old Windows",
      Buffer.from([...Buffer.from("id,text\n7,\"a; 'b'\"\n")]),
      { encoding: "windows-1252" },
    ],
    ["of 16 bits with a mark", Buffer.from("\ufeffid,text\n7,a; 'b'\n", "utf16le"), { encoding: "utf-16le" }],
    ["with a mark", "\ufeffid,text\n7,a; 'b'\n", {}],
    ["without a header", "7,a; 'b'\n8,c\n", { columns: ["id", "text"] }],
  ])("is read %s", async (_name, bytes, csv) => {
    put("one.csv", bytes);
    const { rows } = await about(await open({ ...one, files: { pattern: "one.csv", csv } }), "number", "7");
    expect(rows.map((row) => row.record)).toEqual([{ id: "7", text: "a; 'b'" }]);
  });

  test.each<[string, string | Buffer, string]>([
    ["a short row", "id,text\n7,a\n8\n", "Row 3 of one.csv has 1 values, its header 2."],
    ["a column twice", "id,id,text\n7,7,a\n", "The header of one.csv names a column twice."],
    [
      "another encoding",
      Buffer.from([...Buffer.from("id,text\n7,"), 0xe9, 0x0a]),
      "one.csv is not written in utf-8.",
    ],
    ["an open quote", 'id,text\n7,"a\n', "After row 1, one.csv cannot be read as CSV."],
    ["an empty file", "", "The records of one no longer have id."],
    ["a column that is gone", "id,body\n7,a\n", "The records of one no longer have text."],
  ])("%s is refused", async (_name, bytes, sentence) => {
    put("one.csv", bytes);
    const session = await open({ ...one, files: { pattern: "one.csv" } });
    expect((await failureOfWork(() => about(session, "number", "7"))).message).toBe(sentence);
  });
});

describe("packed files", () => {
  const line = '{"id":"7","text":"a"}\n';
  test("are unpacked, and a broken one is an error", async () => {
    const files = { pattern: "{date}.ndjson.gz" };
    put("2026-03-01.ndjson.gz", gzipSync(line.repeat(50_000)));
    const session = await open({ ...one, files });
    expect((await about(session, "number", "7")).rows).toHaveLength(50_000);
    put("2026-03-02.ndjson.gz", gzipSync(line.repeat(50_000)).subarray(0, 200));
    expect((await failureOfWork(() => about(session, "number", "7"))).code).toBe("bad_answer");
  });
});

describe("JSON", () => {
  test.each([
    ["an object", '{"id":"7"}'],
    ["a list of numbers", "[7]"],
    ["cut", '[{"id":"7","text":"a"},{"id":"7"'],
    ["not closed", '[{"id":"7","text":"a"}'],
    ["two lists", '[{"id":"7","text":"a"}][{"id":"7","text":"b"}]'],
    ["a comma too many", '[{"id":"7","text":"a"},]'],
    ["nothing", ""],
    ["broken inside", '[{"id":"7","text":a}]'],
  ])("that is %s is refused", async (_name, text) => {
    put("one.json", text);
    const session = await open({ ...one, files: { pattern: "one.json" } });
    expect((await failureOfWork(() => about(session, "number", "7"))).code).toBe("bad_answer");
  });

  test("with brackets in its texts and long numbers arrives as it is", async () => {
    put(
      "one.json",
      '\ufeff [ {"id":"7","text":"}] \\" \\\\"} ,\n{"id":12345678901234567890,"text":{"a":[{}]}} ] \n',
    );
    const session = await open({ ...one, files: { pattern: "one.json" } });
    expect((await about(session, "number", "7")).rows.map((row) => row.record.text)).toEqual(['}] " \\']);
    expect((await about(session, "number", "12345678901234567890")).rows.map((row) => row.line)).toEqual([
      '12345678901234567890\t{"id":12345678901234567890,"text":{"a":[{}]}}',
    ]);
    put("one.json", "[]");
    expect((await about(session, "number", "7")).rows).toEqual([]);
  });
});

describe("Parquet", () => {
  test("numbers, decimals and times are exact, nested values become JSON", async () => {
    const writer = new ByteWriter();
    parquetWrite({
      writer,
      schema: [
        { name: "root", num_children: 9 },
        { name: "id", type: "INT64", repetition_type: "OPTIONAL" },
        {
          name: "price",
          type: "INT64",
          converted_type: "DECIMAL",
          precision: 18,
          scale: 2,
          repetition_type: "OPTIONAL",
        },
        { name: "day", type: "INT32", converted_type: "DATE", repetition_type: "OPTIONAL" },
        {
          name: "at",
          type: "INT64",
          logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
          repetition_type: "OPTIONAL",
        },
        {
          name: "local",
          type: "INT64",
          logical_type: { type: "TIMESTAMP", isAdjustedToUTC: false, unit: "NANOS" },
          repetition_type: "OPTIONAL",
        },
        { name: "tags", converted_type: "LIST", num_children: 1, repetition_type: "OPTIONAL" },
        { name: "list", num_children: 1, repetition_type: "REPEATED" },
        { name: "element", type: "INT64", repetition_type: "OPTIONAL" },
        { name: "text", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
        { name: "raw", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
        { name: "ok", type: "BOOLEAN", repetition_type: "OPTIONAL" },
      ],
      columnData: [
        { name: "id", data: [9007199254740993n, 2n] },
        { name: "price", data: [1230n, -5n] },
        { name: "day", data: [-1, null] },
        { name: "at", data: [1_700_000_000_123_456n, -1n] },
        { name: "local", data: [1_700_000_000_123_456_789n, null] },
        { name: "tags", data: [[9007199254740993n, null], []] },
        { name: "text", data: ["é", null] },
        { name: "raw", data: [Uint8Array.of(0, 255), null] },
        { name: "ok", data: [true, false] },
      ],
    });
    put("one.parquet", Buffer.from(writer.getBuffer()));
    const names = ["id", "price", "day", "at", "local", "tags", "text", "raw", "ok"];
    const session = await open({ ...one, fields: fieldsOf(...names), files: { pattern: "one.parquet" } });
    const lines = [];
    for (const value of ["9007199254740993", "2"])
      lines.push((await about(session, "number", value)).rows.map((row) => row.line.split("\t")[1]).join());
    expect(lines).toEqual([
      '{"id":9007199254740993,"price":12.30,"day":"1969-12-31","at":"2023-11-14T22:13:20.123456Z","local":"2023-11-14T22:13:20.123456789","tags":[9007199254740993,null],"text":"é","raw":"\\\\x00ff","ok":true}',
      '{"id":2,"price":-0.05,"day":null,"at":"1969-12-31T23:59:59.999999Z","local":null,"tags":[],"text":null,"raw":null,"ok":false}',
    ]);
    const [seen] = await session.inspect();
    expect(seen?.rows).toBe(2);
    expect(Object.fromEntries(seen?.columns.map((column) => [column.name, column.type]) ?? [])).toMatchObject(
      {
        id: "INT64",
        price: "DECIMAL(18,2)",
        day: "DATE",
        at: "TIMESTAMP",
        tags: "LIST",
      },
    );
  });

  test("only the row groups and columns are read that are needed", async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => String(at));
    const whole = parquetWriteBuffer({
      columnData: [
        { name: "id", data: rows, type: "STRING" },
        { name: "text", data: rows.map((row) => `${row} `.repeat(100)), type: "STRING" },
      ],
      rowGroupSize: 1000,
      codec: "UNCOMPRESSED",
    });
    const bytes = Buffer.from(whole);
    let read = 0;
    const file: OpenFile = {
      size: bytes.length,
      changedAt: 0,
      async *bytes(from, to) {
        read += to - from;
        yield bytes.subarray(from, to);
      },
      verify: async () => {},
      close: async () => {},
    };
    const wanted = { columns: ["id", "text"], proofs: ["id"], texts: null };
    const source = { name: "one.parquet", newest: true, file, signal: new AbortController().signal };
    const found: unknown[] = [];
    for await (const record of parquetRecords(source, "one", { ...wanted, keep: ({ id }) => id === "4711" }))
      found.push(record.id);
    expect(found).toEqual(["4711"]);
    // The footer, ten groups of numbers, and the texts of one group.
    expect(read).toBeLessThan(bytes.length / 5 + 512 * 1024);
  });

  test("what is no whole file is refused", async () => {
    const whole = Buffer.from(
      parquetWriteBuffer({
        columnData: ["id", "text"].map((name) => ({ name, data: ["7"], type: "STRING" as const })),
      }),
    );
    const session = await open({ ...one, files: { pattern: "one.parquet" } });
    for (const bytes of [
      whole.subarray(0, -3),
      Buffer.from("PAR1"),
      Buffer.alloc(0),
      Buffer.concat([whole.subarray(0, 10), Buffer.alloc(20), whole.subarray(30)]),
    ]) {
      put("one.parquet", bytes);
      expect((await failureOfWork(() => about(session, "number", "7"))).code).toBe("bad_answer");
    }
  });
});
