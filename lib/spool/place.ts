/** Where sealed bytes lie. Keys are ours, never from data: lower-case words between slashes. */
export interface Store {
  /** Stores a stream under a key: visible only when it is complete. */
  put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes under a key as stored; of `range` those from `from` up to, not including, `to`. */
  get(key: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Removes one key and everything below it; harmless where there is nothing. */
  remove(key: string): Promise<void>;
  /** The names of the folders directly below a key, also of those in which nothing is complete. */
  folders(key: string): Promise<string[]>;
}

export type ByteRange = { from: number; to: number };

const shape = /^[a-z]+(\/[a-z0-9-]+)+$/;

/** The key, once it is certain that it is one of ours. Throws TypeError. */
export function checkedKey(key: string): string {
  if (!shape.test(key)) throw new TypeError("not a storage key");
  return key;
}
