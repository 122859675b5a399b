import type { Pattern } from "./pattern.ts";

/** An open file: what it was when it was opened is what is read. */
export type OpenFile = {
  size: number;
  /** Its bytes from `from` up to `to`, in pieces. */
  bytes(from: number, to: number): AsyncIterable<Buffer>;
  /**
   * Throws `bad_answer` where the file was changed since it was opened. `mayGrow`: lines may have been added.
   */
  verify(mayGrow: boolean): Promise<void>;
  close(): Promise<void>;
};

/** One file of a collection. `day` as YYYY-MM-DD where its name tells it. */
export type StoredFile = { name: string; day: string | null; open(): Promise<OpenFile> };

/** Where files are kept. Throws only `ConnectorError`. */
export type Place = {
  /** The files that fit a pattern, in no order. */
  list(pattern: Pattern): Promise<StoredFile[]>;
  /** The names of at most `most` files, for somebody who does not know yet what there is. */
  names(most: number): Promise<string[]>;
  /** Whether this account could change what it only has to read; null where that cannot be told. */
  writable(): Promise<boolean | null>;
  close(): Promise<void>;
};
