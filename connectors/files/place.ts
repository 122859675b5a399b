import type { Pattern } from "./pattern.ts";

/** An open file: what it was when it was opened is what is read. */
export type OpenFile = {
  size: number;
  /** When it was last changed, in milliseconds since 1970. */
  changedAt: number;
  /** Its bytes from `from` up to `to`, in pieces. */
  bytes(from: number, to: number): AsyncIterable<Buffer>;
  /**
   * Throws `bad_answer` where the file was changed since it was opened. `mayGrow`: lines may have been added.
   */
  verify(mayGrow: boolean): Promise<void>;
  close(): Promise<void>;
};

/** What is going to take a file's place. Until `commit` nothing has changed, whatever breaks. */
export type Replacement = {
  write(bytes: Buffer): Promise<void>;
  /** Puts it there at once and for good, if the file is still what was opened. Throws `bad_answer` where it is not. */
  commit(): Promise<void>;
  /** Takes it away. */
  abandon(): Promise<void>;
};

/** One file of a collection. `day` as YYYY-MM-DD where its name tells it. */
export type StoredFile = {
  name: string;
  day: string | null;
  open(): Promise<OpenFile>;
  /** Begins what takes the place of the file as it was opened. Throws `rate_limited` where somebody else does so. */
  replace(opened: OpenFile): Promise<Replacement>;
};

/** Where files are kept. Throws only `ConnectorError`. */
export type Place = {
  /** The files that fit a pattern, in no order. */
  list(pattern: Pattern): Promise<StoredFile[]>;
  /** Every file there is, whatever its name. */
  every(): Promise<StoredFile[]>;
  /** Takes away what was begun beside these files by processes that are gone. */
  sweep(names: readonly string[]): Promise<void>;
  /** Why records cannot be erased here however the map says it, as a sentence; null where they can. */
  hindrance(): Promise<string | null>;
  /** The names of at most `most` files, for somebody who does not know yet what there is. */
  names(most: number): Promise<string[]>;
  /** Whether this account could change what it only has to read; null where that cannot be told. */
  writable(): Promise<boolean | null>;
  close(): Promise<void>;
};
