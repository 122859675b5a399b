import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { csvRecords, usualCsv } from "./csv.ts";
import { failureOf } from "./folder.ts";
import { arrayRecords } from "./json-array.ts";
import { ndjsonRecords } from "./ndjson.ts";
import { parquetRecords } from "./parquet.ts";
import { patternOf } from "./pattern.ts";
import type { Place, StoredFile } from "./place.ts";
import type { FilesSettings } from "./settings.ts";
import type { Source, Wanted } from "./source.ts";

export type Format = "ndjson" | "csv" | "json" | "parquet";

/** The pattern of a collection's files; a drafted map has it as the `table`. */
export const patternIn = (one: Pick<Collection, "files" | "table">) => one.files?.pattern ?? one.table;

/** The files of a collection, oldest first: by the day in their name, then by name. */
export async function filesOf(place: Place, collection: Collection): Promise<StoredFile[]> {
  const pattern = patternIn(collection);
  if (pattern === undefined)
    throw new ConnectorError("misconfigured", `The data map gives ${collection.name} no file pattern.`);
  const found = await place.list(patternOf(pattern, collection.name));
  if (found.length === 0) {
    // A mistyped pattern must not look like a person of whom nothing is held.
    throw new ConnectorError("misconfigured", `No file fits the pattern of ${collection.name}.`);
  }
  const ordered = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return found.sort((a, b) => ordered(a.day ?? "", b.day ?? "") || ordered(a.name, b.name));
}

/** How a collection's files are written. Throws `misconfigured` where neither the map nor the pattern says it. */
export function formatOf(collection: Collection, settings: FilesSettings): Format {
  const pattern = patternIn(collection) ?? "";
  const format = collection.files?.format ?? settings.format ?? formatByName(pattern);
  if (format === undefined)
    throw new ConnectorError(
      "misconfigured",
      `The data map does not say which format ${collection.name} has.`,
    );
  if (format === "parquet" && pattern.endsWith(".gz"))
    throw new ConnectorError(
      "misconfigured",
      `${collection.name}: Parquet files are packed inside, never as .gz.`,
    );
  return format;
}

/** The format that the end of a name stands for. */
export function formatByName(name: string): Format | undefined {
  const end = /\.(ndjson|jsonl|csv|json|parquet)(?:\.gz)?$/.exec(name.toLowerCase())?.[1];
  return end === "jsonl" ? "ndjson" : (end as Format | undefined);
}

/**
 * The wanted records of a collection, file by file. A file that changes while it is read is an error; only the newest
 * of a collection of lines may grow, and what was added meanwhile is left for later.
 */
export async function* recordsOf(
  place: Place,
  settings: FilesSettings,
  collection: Collection,
  wanted: Wanted,
  signal: AbortSignal,
): AsyncGenerator<JsonObject> {
  const format = formatOf(collection, settings);
  const files = await filesOf(place, collection);
  try {
    for (const [index, stored] of files.entries()) {
      const file = await stored.open();
      try {
        const newest = index === files.length - 1;
        yield* ofFormat(format, { name: stored.name, newest, file, signal }, collection, wanted);
        await file.verify(newest && format === "ndjson");
      } finally {
        await file.close();
      }
    }
  } catch (error) {
    throw failureOf(error);
  }
}

/** The wanted records of one open file. */
export function ofFormat(
  format: Format,
  source: Source,
  collection: Collection,
  wanted: Wanted,
): AsyncGenerator<JsonObject> {
  const { name } = collection;
  switch (format) {
    case "ndjson":
      return ndjsonRecords(source, name, wanted);
    case "json":
      return arrayRecords(source, name, wanted);
    case "csv":
      return csvRecords(source, name, collection.files?.csv ?? usualCsv, wanted);
    case "parquet":
      return parquetRecords(source, name, wanted);
  }
}
