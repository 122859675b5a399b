import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { recordLine } from "#connectors/json.ts";
import { disclosedFields, sealKey } from "#connectors/lineage.ts";
import { type Columns, columnsOf } from "./header.ts";

const mostBytes = 50 * 1024 * 1024;
const mostRows = 200_000;
const longestRecord = 1024 * 1024;
const batchBytes = 64 * 1024;

const bad = (sentence: string) => new ConnectorError("bad_answer", sentence);

/**
 * Reads a person's CSV file: a header line with the collection's columns, then one record a line. Throws `bad_answer`
 * with a sentence for the sender, which says where the mistake is and never what stands there.
 */
export async function* readAnswer(
  upload: AsyncIterable<Uint8Array>,
  collections: readonly Collection[],
): AsyncGenerator<CollectedPart> {
  const source = utf8(upload)[Symbol.asyncIterator]();
  const start = await headOf(source);
  const parser = parse({
    bom: false,
    delimiter: delimiterOf(start),
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: longestRecord,
    info: true,
  });
  // An upload that breaks off fails the parser, and with it whoever reads; alone it would end the process.
  pipeline(Readable.from(whole(start, source)), parser, () => {});
  const records = parsed(parser);
  const header = await records.next();
  if (header.done) throw bad("The file is empty. If you hold nothing, say so with the other button.");
  const columns = columnsOf(header.value.record, collections);
  yield { kind: "records", collection: columns.collection.name, lines: lines(records, columns) };
  for (const other of collections) {
    if (other !== columns.collection) yield { kind: "records", collection: other.name, lines: none() };
  }
}

async function* lines(records: AsyncIterable<Parsed>, columns: Columns): AsyncGenerator<Uint8Array> {
  const fields = disclosedFields(columns.collection);
  const subject = columns.collection.subject_key[0] ?? "";
  let rows = 0;
  let batch = "";
  for await (const { record, line } of records) {
    rows += 1;
    if (rows > mostRows) throw bad(`The file has more than ${mostRows} lines. Please send it in parts.`);
    if (record.length !== columns.fields.length) {
      throw bad(`Line ${line} has ${counted(record.length)}, the header has ${columns.fields.length}.`);
    }
    const named: Record<string, string> = Object.create(null);
    columns.fields.forEach((field, place) => {
      named[field] = record[place] ?? "";
    });
    batch += recordLine(sealKey(named[subject] ?? "") || "answer", named, fields);
    if (batch.length < batchBytes) continue;
    yield Buffer.from(batch);
    batch = "";
  }
  if (batch !== "") yield Buffer.from(batch);
}

const counted = (columns: number) => (columns === 1 ? "1 column" : `${columns} columns`);

type Parsed = { record: string[]; line: number };

async function* parsed(parser: AsyncIterable<unknown>): AsyncGenerator<Parsed, undefined> {
  let line = 1;
  try {
    for await (const one of parser) {
      const { record, info } = one as { record: string[]; info: { lines: number } };
      line = info.lines;
      yield { record, line };
    }
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    const code = error !== null && typeof error === "object" && "code" in error ? String(error.code) : "";
    if (code === "CSV_MAX_RECORD_SIZE")
      throw bad(`The record after line ${line} is too long. Perhaps a closing quote is missing.`);
    if (code.startsWith("CSV_QUOTE") || code.includes("QUOTE"))
      throw bad(`There is a quote in the wrong place after line ${line}.`);
    throw bad(`The file cannot be read as CSV after line ${line}.`);
  }
  return undefined;
}

async function* utf8(upload: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let passed = 0;
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw bad("The file is not in UTF-8. In your spreadsheet choose “CSV UTF-8” when you save it.");
    }
  };
  for await (const chunk of upload) {
    if (passed === 0 && chunk[0] === 0x50 && chunk[1] === 0x4b) {
      throw bad("This is a spreadsheet, not a CSV file. Save it as “CSV UTF-8” and send that.");
    }
    passed += chunk.length;
    if (passed > mostBytes) throw bad("The file is larger than 50 MB. Please send it in parts.");
    const text = decode(chunk);
    if (text.includes("\0"))
      throw bad("The file holds characters that no CSV file has. Save it as “CSV UTF-8” and send that.");
    yield text;
  }
  yield decode();
}

/** The text up to the first line break, or more. */
async function headOf(source: AsyncIterator<string>): Promise<string> {
  let start = "";
  while (!/[\r\n]/.test(start) && start.length < longestRecord) {
    const next = await source.next();
    if (next.done) break;
    start += next.value;
  }
  return start;
}

/** Spreadsheets separate by comma, semicolon or tab, as their language has it. */
function delimiterOf(start: string): string {
  const first = start.split(/[\r\n]/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((one) => ({ one, times: first.split(one).length }));
  return counts.sort((a, b) => b.times - a.times)[0]?.one ?? ",";
}

async function* whole(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* none(): AsyncGenerator<Uint8Array> {}
