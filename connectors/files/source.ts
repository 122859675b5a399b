import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import type { OpenFile } from "./place.ts";

/** One file that is being read. The newest of a collection may still be written to. */
export type Source = { name: string; newest: boolean; file: OpenFile; signal: AbortSignal };

/** What is looked for in a file. */
export type Wanted = {
  /** Columns that a table must have; records of JSON may leave out all but `proofs`. */
  columns: readonly string[];
  /** Columns by which records are chosen: without them the search would not be honest. */
  proofs: readonly string[];
  /** Every wanted record holds one of these texts; null where that cannot be told. */
  texts: readonly string[] | null;
  /** Called with at least the proofs. */
  keep(record: JsonObject): boolean;
};

/** The file's bytes from its start to its end, unpacked. */
export function bytesOf(source: Source): AsyncIterable<Buffer> {
  const bytes = source.file.bytes(0, source.file.size);
  if (!source.name.endsWith(".gz")) return bytes;
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  // The reader gets every failure; without a listener of its own it would end the process.
  pipeline(Readable.from(bytes, { objectMode: false }), unpacked, () => {});
  return unpacked;
}

/** What a collection's records no longer have. */
export function columnGone(collection: string, column: string): ConnectorError {
  return new ConnectorError("schema_changed", `The records of ${collection} no longer have ${column}.`);
}

/** Records after which a column that none of them had counts as gone. */
const provingRecords = 50;

/** Watches the first records of a file: a column by which records are chosen must be in one of them at least. */
export function provingOf(collection: string, proofs: readonly string[]) {
  const open = new Set(proofs);
  let seen = 0;
  const judge = () => {
    const [missing] = open;
    if (missing !== undefined) throw columnGone(collection, missing);
  };
  return {
    /** True while records must be shown that nobody wants. */
    goesOn: () => open.size > 0,
    see(record: JsonObject): void {
      if (open.size === 0) return;
      for (const column of open) if (Object.hasOwn(record, column)) open.delete(column);
      seen += 1;
      if (seen === provingRecords) judge();
    },
    end(): void {
      if (seen > 0) judge();
    },
  };
}
