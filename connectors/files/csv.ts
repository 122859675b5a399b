import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { bytesOf, columnGone, type Source, type Wanted } from "./source.ts";

const longestRecord = 64 * 1024 * 1024;

/** How a CSV file is written. */
export type CsvLayout = {
  delimiter: string;
  quote: string;
  encoding: "utf-8" | "utf-16le" | "windows-1252" | "iso-8859-15";
  /** Where the file has no header line. */
  columns?: readonly string[] | undefined;
};

/** As RFC 4180 has it. */
export const usualCsv: CsvLayout = { delimiter: ",", quote: '"', encoding: "utf-8" };

/**
 * The wanted rows of a CSV file, every value as text. Rows with too few or too many values, and files in another
 * encoding, are refused with the number of the row.
 */
export async function* csvRecords(
  source: Source,
  collection: string,
  layout: CsvLayout,
  wanted: Wanted,
): AsyncGenerator<JsonObject> {
  const rows = csvRows(source, layout);
  const start = layout.columns ?? (await rows.next()).value;
  if (start === undefined) throw columnGone(collection, wanted.columns[0] ?? "a header line");
  const header: readonly string[] = start;
  const twice = header.find((name, place) => header.indexOf(name) !== place);
  if (twice !== undefined)
    throw new ConnectorError("bad_answer", `The header of ${source.name} names a column twice.`);
  const missing = wanted.columns.find((column) => !header.includes(column));
  if (missing !== undefined) throw columnGone(collection, missing);
  let place = layout.columns ? 0 : 1;
  for await (const row of rows) {
    place += 1;
    if (row.length !== header.length) {
      throw new ConnectorError(
        "bad_answer",
        `Row ${place} of ${source.name} has ${row.length} values, its header ${header.length}.`,
      );
    }
    // Without a prototype: a column named __proto__ is a column like any other.
    const record: JsonObject = Object.create(null);
    for (let at = 0; at < header.length; at += 1) record[header[at] ?? ""] = row[at];
    if (wanted.keep(record)) yield record;
  }
}

/** The rows of a CSV file as they stand there, the header among them. */
export async function* csvRows(source: Source, layout: CsvLayout): AsyncGenerator<string[], undefined> {
  const parser = parse({
    delimiter: layout.delimiter,
    quote: layout.quote,
    escape: layout.quote,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  const text = Readable.from(decoded(bytesOf(source), layout.encoding, source.name));
  pipeline(text, parser, () => {});
  try {
    for await (const one of parser) {
      yield one as string[];
    }
  } catch (error) {
    // What the library says repeats the value that it stumbled over.
    if (!(error instanceof CsvError)) throw error;
    throw new ConnectorError(
      "bad_answer",
      `After row ${parser.info.records}, ${source.name} cannot be read as CSV.`,
    );
  }
  return undefined;
}

async function* decoded(
  bytes: AsyncIterable<Buffer>,
  encoding: CsvLayout["encoding"],
  name: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const read = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new ConnectorError("bad_answer", `${name} is not written in ${encoding}.`);
    }
  };
  for await (const chunk of bytes) yield read(chunk);
  yield read();
}
