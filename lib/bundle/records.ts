import type { Collection } from "#connectors/collection.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { byteOrderMark, csvRow } from "./csv.ts";
import type { LineCount } from "./lines.ts";

/** Records shown on the start page, and how much of a long value. The files hold everything. */
const shownRecords = 50;
const shownLetters = 400;
const listedKeys = 100;

/** What the CSV pass noticed on its way. */
export type Noticed = LineCount & {
  /** The first records, one text per column, long values cut. */
  sample: string[][];
  /** Keys that the data map does not explain: in the NDJSON, not in the CSV. */
  unexplained: Set<string>;
};

/** The columns that a person may see, in the data map's order. */
export function columnsOf(collection: Collection): string[] {
  return Object.entries(collection.fields).flatMap(([key, field]) =>
    field.disclose === "never" ? [] : [key],
  );
}

/** CSV bytes of a collection's JSON lines: BOM, header of machine keys, one row a record. */
export async function* asCsv(
  batches: AsyncIterable<string[]>,
  collection: Collection,
  noticed: Noticed,
): AsyncGenerator<Buffer> {
  const columns = columnsOf(collection);
  const declared = new Set(columns);
  yield Buffer.from(byteOrderMark + csvRow(columns));
  for await (const lines of batches) {
    let text = "";
    for (const line of lines) {
      const record = parseRecord(line);
      for (const key in record) {
        if (!declared.has(key)) noticeKey(key, collection, noticed);
      }
      const cells = columns.map((key) => (Object.hasOwn(record, key) ? record[key] : null));
      if (noticed.sample.length < shownRecords) noticed.sample.push(cells.map(shown));
      text += csvRow(cells);
    }
    noticed.rows += lines.length;
    yield Buffer.from(text);
  }
}

/** A secret (`disclose: never`) stops the build; another key that the map does not know is written down. */
function noticeKey(key: string, collection: Collection, noticed: Noticed): void {
  if (Object.hasOwn(collection.fields, key)) {
    throw new HabeasError(
      "conflict",
      "A record holds a field that is never disclosed, so the bundle was not built.",
    );
  }
  if (noticed.unexplained.size < listedKeys) noticed.unexplained.add(key);
}

/** Whole numbers that a double cannot hold, which JSON.parse would round. */
const longNumber = /[0-9]{16}/;

/** One JSON object. Numbers too long for a double come as their own digits. Throws `conflict`. */
export function parseRecord(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = longNumber.test(json) ? JSON.parse(json, keepDigits) : JSON.parse(json);
  } catch {
    throw new HabeasError("conflict", "A record is not valid JSON, so the bundle was not built.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new HabeasError("conflict", "A record is not a JSON object, so the bundle was not built.");
  }
  return value as Record<string, unknown>;
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && longNumber.test(source) ? source : value;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text;
}
