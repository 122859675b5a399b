import type { CollectionSource, SystemSource } from "./contents.ts";

/** What the list of files says of one file of the bundle. */
export type WrittenFile = {
  path: string;
  bytes: number;
  sha256: string;
  /** Records in the file, for tables and NDJSON. */
  rows?: number;
  kind: "page" | "letter" | "about" | "table" | "records" | "attachment";
};

/** One collection as it went into the bundle: where its files are and what to show of it. */
export type WrittenCollection = {
  source: CollectionSource;
  csv: WrittenFile | null;
  ndjson: WrittenFile | null;
  columns: string[];
  sample: string[][];
  unexplained: string[];
  attachments: WrittenFile[];
};

export type WrittenSystem = {
  source: SystemSource;
  folder: string;
  collections: WrittenCollection[];
};

/** Collections that hold something of this person. */
export function heldCollections(system: WrittenSystem): WrittenCollection[] {
  return system.collections.filter((c) => c.csv !== null || c.attachments.length > 0);
}
