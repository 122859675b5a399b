import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Collection } from "#connectors/collection.ts";
import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { usualCsv } from "../csv.ts";
import { needlesFor } from "../ndjson.ts";
import type { OpenFile, StoredFile } from "../place.ts";
import { formatOf, ofFormat } from "../reader.ts";
import type { FilesSettings } from "../settings.ts";
import { bytesOf, type Source } from "../source.ts";
import { cellText, rewrittenCsv } from "./csv-rewrite.ts";
import { rewrittenArray, rewrittenLines } from "./json-rewrite.ts";
import { Unwritable } from "./unwritable.ts";
import type { Judge, Verdict } from "./verdict.ts";

/** One open file of a collection that is to be written anew. */
export type Writing = {
  settings: FilesSettings;
  collection: Collection;
  stored: StoredFile;
  file: OpenFile;
  newest: boolean;
  signal: AbortSignal;
  /** The rows that are judged; no other record is. */
  rows: readonly RowKey[];
};

/** The records of a file with what becomes of each; of those that hold none of the rows' keys some may be left out. */
export async function* judgedRecords(
  writing: Writing,
  judge: Judge,
  isWhole = false,
): AsyncGenerator<{ record: JsonObject; verdict: Verdict }> {
  const { collection, settings } = writing;
  const texts = isWhole ? null : textsOf(writing);
  const wanted = { columns: collection.key, proofs: isWhole ? [] : collection.key, texts, keep: () => true };
  for await (const record of ofFormat(formatOf(collection, settings), sourceOf(writing), collection, wanted))
    yield { record, verdict: judge(record) };
}

/** Texts of which every judged record holds one; null where a key has several parts. */
const textsOf = ({ rows }: Writing): string[] | null =>
  rows.every((row) => row.length === 1) ? rows.flatMap((row) => [...row]) : null;

const sourceOf = ({ stored, file, newest, signal }: Writing): Source => ({
  name: stored.name,
  newest,
  file,
  signal,
});

/** The file's bytes with the judged records gone or changed, packed as they were. */
export function writtenAnew(writing: Writing, judge: Judge): AsyncIterable<Buffer> {
  const plain = unpackedAnew(writing, judge);
  if (!writing.stored.name.endsWith(".gz")) return plain;
  const packed = createGzip({ chunkSize: 256 * 1024 });
  pipeline(Readable.from(plain, { objectMode: false }), packed, () => {});
  return packed;
}

function unpackedAnew(writing: Writing, judge: Judge): AsyncGenerator<Buffer> {
  const { collection, settings, stored } = writing;
  const bytes = bytesOf(sourceOf(writing));
  switch (formatOf(collection, settings)) {
    case "csv":
      return rewrittenCsv(bytes, stored.name, collection.files?.csv ?? usualCsv, judge);
    case "ndjson":
      return rewrittenLines(bytes, stored.name, judge, needlesFor(textsOf(writing)));
    case "json":
      return rewrittenArray(bytes, stored.name, judge, needlesFor(textsOf(writing)));
    case "parquet":
      throw new ConnectorError("misconfigured", `${stored.name} is Parquet, which is not written anew.`);
  }
}

/**
 * Reads what would be written with the reader that everything else reads by, beside the file as it is: every record of
 * it must be there unchanged, but for those that were judged. Throws `misconfigured` where this way of writing a file is
 * one that cannot be kept.
 */
export async function checkFaith(writing: Writing, judge: Judge): Promise<void> {
  const format = formatOf(writing.collection, writing.settings);
  // Lines are lines: there is one way only to take one out.
  if (format === "ndjson") return;
  const before = judgedRecords(writing, judge, true);
  const nameless = { ...writing.stored, name: writing.stored.name.replace(/\.gz$/, "") };
  const bytes = () => unpackedAnew(writing, judge);
  const file: OpenFile = { ...writing.file, size: 1, bytes, verify: async () => {}, close: async () => {} };
  const after = judgedRecords({ ...writing, stored: nameless, file }, () => "stays", true);
  const isAlike = format === "csv" ? isSameRow : isSameObject;
  const unlike = new Unwritable(
    `${writing.stored.name} is written in a way that cannot be kept. It must be erased by hand.`,
  );
  for await (const { record, verdict } of before) {
    if (verdict === "goes") continue;
    const next = await after.next();
    if (next.done || !isAlike(next.value.record, verdict === "stays" ? record : verdict)) throw unlike;
  }
  if (!(await after.next()).done) throw unlike;
}

const isSameObject = (one: JsonObject, other: JsonObject): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function isSameRow(one: JsonObject, other: JsonObject): boolean {
  for (const column of Object.keys(one)) {
    const value = other[column];
    if (one[column] !== (typeof value === "string" ? value : cellText(value))) return false;
  }
  return Object.keys(one).length === Object.keys(other).length;
}
