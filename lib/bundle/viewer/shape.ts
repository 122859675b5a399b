/**
 * What `viewer/index.js` hands to the viewer: facets and the table of shards, never records. It does not grow with the
 * records but by their shards: one number for 2,000 of them. All values are text of somebody else's making.
 */
export type ViewerIndex = {
  version: 1;
  /** BCP 47: of the words, and of dates and numbers. */
  language: string;
  locale: string;
  zone: string;
  company: string;
  reference: string;
  /** The portal's address without a path, or null where none is known: then nothing leads out of the bundle. */
  portal: string | null;
  records: number;
  systems: ViewerSystem[];
  collections: ViewerCollection[];
  /** The public key that the bundle was signed with, in minisign's form. */
  key: { id: string; line: string } | null;
  /** Why each rule hides, in words. */
  reasons: Record<string, string>;
  /** ICU messages by key. */
  words: Record<string, string>;
};

export type ViewerSystem = {
  id: string;
  title: string;
  /** Where it is kept, in words. */
  country: string;
  /** Who got data from it, each in one line of words. */
  recipients: string[];
};

export type ViewerCollection = {
  /** The number in its shards' names and in their first argument. */
  number: number;
  /** Position in `systems`. */
  system: number;
  id: string;
  label: string;
  category: string;
  purpose: string;
  /** The legal basis in words. */
  basis: string;
  source: string;
  retention: string;
  /** Worked out by the company: shown as a guess. */
  guess: boolean;
  rows: number;
  columns: ViewerColumn[];
  /** Position of the column that says when a record arose; -1 where none does. */
  occurred: number;
  /** Number of the first shard, and how many rows each holds, in order. */
  firstShard: number;
  shards: number[];
  /** Records of each year, oldest first. */
  years: [year: string, records: number][];
  /** What was hidden: position of the column, rule, how often. */
  hidden: [column: number, rule: string, times: number][];
  csv: string | null;
  ndjson: string | null;
  /** Readable threads, files of records and files in open formats, by path; the first ones where there are many. */
  threads: string[];
  files: string[];
  portable: string[];
  /** How many there are in all. */
  counts: { threads: number; files: number; portable: number };
};

export type ViewerColumn = {
  key: string;
  label: string;
  meaning?: string;
  /** Worked out by the company, or given by somebody else, where the rest of the collection is not. */
  origin?: "derived" | "third_party";
  /** Makes only a system work: shown among all fields, not among the plain ones. */
  technical?: true;
};

/** One value of a record as it stands in a shard. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Row = Value[];
