import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { bare, parsers, type ShowValue, showerOf, typeName } from "./parquet-values.ts";
import { columnGone, type Source, type Wanted } from "./source.ts";

/** Unpacked bytes of the wanted columns in one row group. Above it a file is refused instead of filling the memory. */
const largestGroup = 1024n * 1024n * 1024n;
/** Rows of a row group at most: a broken file may claim any number. */
const mostRows = 50_000_000n;

// Statistics are cut short in the middle of a character, and nobody here reads them.
const unread = { stringFromBytes: () => undefined, jsonFromBytes: () => undefined };

type Table = {
  file: AsyncBuffer;
  metadata: FileMetaData;
  show: Map<string, ShowValue>;
  types: Map<string, string>;
};

/**
 * The wanted rows of a Parquet file, one row group at a time: first the columns by which rows are chosen, and the
 * others only where a row of the group is wanted.
 */
export async function* parquetRecords(
  source: Source,
  collection: string,
  wanted: Wanted,
): AsyncGenerator<JsonObject> {
  const table = await opened(source);
  const missing = [...wanted.columns, ...wanted.proofs].find((column) => !table.show.has(column));
  if (missing !== undefined) throw columnGone(collection, missing);
  let start = 0;
  for (const group of table.metadata.row_groups) {
    if (source.signal.aborted)
      throw new ConnectorError("timeout", "The work was stopped before the files had been read.");
    if (group.num_rows < 0n || group.num_rows > mostRows)
      throw new ConnectorError("bad_answer", `A row group of ${source.name} claims more rows than any has.`);
    const end = start + Number(group.num_rows);
    const columns = new Set([...wanted.columns, ...wanted.proofs]);
    const bytes = group.columns
      .filter((one) => columns.has(one.meta_data?.path_in_schema[0] ?? ""))
      .reduce((sum, one) => sum + (one.meta_data?.total_uncompressed_size ?? 0n), 0n);
    if (bytes > largestGroup)
      throw new ConnectorError("misconfigured", `A row group of ${source.name} is larger than 1 GB.`);
    const proofs = await rowsOf(source, table, [...new Set(wanted.proofs)], start, end);
    if (proofs.some((record) => wanted.keep(record))) {
      const rows = await rowsOf(source, table, [...columns], start, end);
      for (const record of rows) if (wanted.keep(record)) yield record;
    }
    start = end;
  }
}

/** The columns of a Parquet file with its own words for their types, and how many rows it has. */
export async function parquetColumns(source: Source): Promise<{ types: Map<string, string>; rows: bigint }> {
  const { types, metadata } = await opened(source);
  return { types, rows: metadata.num_rows };
}

async function opened(source: Source): Promise<Table> {
  const file: AsyncBuffer = {
    byteLength: source.file.size,
    slice: async (from, to) => {
      const pieces: Buffer[] = [];
      for await (const piece of source.file.bytes(from, to ?? source.file.size)) pieces.push(piece);
      const whole = Buffer.concat(pieces);
      return whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length) as ArrayBuffer;
    },
  };
  return whole(source, async () => {
    const metadata = await parquetMetadataAsync(file, { geoparquet: false, parsers: unread });
    const columns = parquetSchema(metadata).children;
    const show = new Map(columns.map((node) => [node.element.name, showerOf(node)]));
    const types = new Map(columns.map((node) => [node.element.name, typeName(node)]));
    // The library rounds decimals and times; without their types it gives the digits as they are stored.
    for (const element of metadata.schema) bare(element);
    return { file, metadata, show, types };
  });
}

async function rowsOf(
  source: Source,
  { file, metadata, show }: Table,
  columns: string[],
  rowStart: number,
  rowEnd: number,
): Promise<JsonObject[]> {
  // A table without a chosen column still has rows.
  if (columns.length === 0) return Array.from({ length: rowEnd - rowStart }, () => ({}));
  const rows = await whole(source, () =>
    parquetReadObjects({
      file,
      metadata,
      columns,
      rowStart,
      rowEnd,
      compressors,
      parsers,
      utf8: false,
      geoparquet: false,
    }),
  );
  for (const row of rows) for (const column of columns) row[column] = show.get(column)?.(row[column]) ?? null;
  return rows;
}

async function whole<T>(source: Source, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    throw new ConnectorError("bad_answer", `${source.name} is not a whole Parquet file that can be read.`);
  }
}
