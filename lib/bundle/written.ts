import type { CollectionSource, HiddenCounts, SystemSource } from "./contents.ts";
import type { DerivedCount } from "./derived/given.ts";

/** What the list of files says of one file of the bundle. */
export type WrittenFile = {
  path: string;
  bytes: number;
  sha256: string;
  /** Records in the file, for tables and NDJSON. */
  rows?: number;
  kind:
    | "page"
    | "letter"
    | "about"
    | "table"
    | "records"
    | "schema"
    | "attachment"
    | "thread"
    | "portable"
    | "viewer"
    | "tag";
};

/** One collection as it went into the bundle: where its files are and what to show of it. */
export type WrittenCollection = {
  source: CollectionSource;
  csv: WrittenFile | null;
  /** Where a spreadsheet would not take all rows of one table: the further ones, in order. */
  moreTables?: WrittenFile[];
  ndjson: WrittenFile | null;
  columns: string[];
  sample: string[][];
  unexplained: string[];
  attachments: WrittenFile[];
  hidden: HiddenCounts;
  times: Times;
  /** What the viewer loads: one piece of its records each, in order (`viewer/data/CC-NNNN.js`). */
  shards: Shard[];
  /** Readable threads and files in open formats that were made of its records. */
  derived: WrittenFile[];
  /** What those files could not hold. */
  derivedCounts?: DerivedCount[];
};

/** When records arose, by the field that the map names as `occurred`: how many of each year, and the first and last moment. */
export type Times = { years: Record<string, number>; oldest: string | null; newest: string | null };

/** One script of the viewer's data. */
export type Shard = { path: string; rows: number; bytes: number };

export type WrittenSystem = {
  source: SystemSource;
  folder: string;
  collections: WrittenCollection[];
};

/** Collections that hold something of this person. */
export function heldCollections(system: WrittenSystem): WrittenCollection[] {
  return system.collections.filter((c) => c.csv !== null || c.attachments.length > 0);
}
