import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Collection } from "#connectors/collection.ts";
import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { usualCsv } from "../csv.ts";
import type { OpenFile, StoredFile } from "../place.ts";
import { formatOf, ofFormat } from "../reader.ts";
import type { FilesSettings } from "../settings.ts";
import { bytesOf, type Source } from "../source.ts";
import { cellText, rewrittenCsv } from "./csv-rewrite.ts";
import { rewrittenArray, rewrittenLines } from "./json-rewrite.ts";
import type { Judge, Verdict } from "./verdict.ts";

/** One open file of a collection that is to be written anew. */
export type Writing = {
  settings: FilesSettings;
  collection: Collection;
  stored: StoredFile;
  file: OpenFile;
  newest: boolean;
  signal: AbortSignal;
};

/** The records of a file with what becomes of each; of those that hold none of the rows' keys some may be left out. */
export async function* judgedRecords(
  writing: Writing,
  judge: Judge,
  rows: readonly RowKey[] | null,
): AsyncGenerator<{ record: JsonObject; verdict: Verdict }> {
  const texts = rows?.every((row) => row.length === 1) ? rows.flatMap((row) => [...row]) : null;
  const { collection, settings } = writing;
  const wanted = { columns: collection.key, proofs: collection.key, texts, keep: () => true };
  for await (const record of ofFormat(formatOf(collection, settings), sourceOf(writing), collection, wanted))
    yield { record, verdict: judge(record) };
}

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
      return rewrittenLines(bytes, stored.name, judge);
    case "json":
      return rewrittenArray(bytes, stored.name, judge);
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
  const before = judgedRecords(writing, judge, null);
  const nameless = { ...writing.stored, name: writing.stored.name.replace(/\.gz$/, "") };
  const bytes = () => unpackedAnew(writing, judge);
  const file: OpenFile = { ...writing.file, size: 1, bytes, verify: async () => {}, close: async () => {} };
  const after = judgedRecords({ ...writing, stored: nameless, file }, () => "stays", null);
  const isCsv = formatOf(writing.collection, writing.settings) === "csv";
  const unlike = new ConnectorError(
    "misconfigured",
    `${writing.stored.name} is written in a way that cannot be kept. It must be erased by hand.`,
  );
  for await (const { record, verdict } of before) {
    if (verdict === "goes") continue;
    const next = await after.next();
    const wanted = verdict === "stays" ? record : verdict;
    if (next.done || textOf(next.value.record, isCsv) !== textOf(wanted, isCsv)) throw unlike;
  }
  if (!(await after.next()).done) throw unlike;
}

const textOf = (record: JsonObject, isCsv: boolean): string =>
  JSON.stringify(
    isCsv
      ? Object.fromEntries(Object.entries(record).map(([column, value]) => [column, cellText(value)]))
      : record,
  );
