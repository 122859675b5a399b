import { readSpool } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";

/** One record of the spool, with the person's key by which it was reached. */
export type SpooledRecord = { via: string; row: Record<string, unknown> };

/**
 * The first `most` records of a stored piece, one at a time, reading no further than needed. A line that is
 * longer than `longest` bytes is passed over: nothing short stands in it.
 */
export async function* recordsIn(
  key: DataKey,
  storageKey: string,
  most: number,
  longest = 1_000_000,
): AsyncGenerator<SpooledRecord> {
  let parts: Buffer[] = [];
  let held = 0;
  let count = 0;
  for await (const chunk of readSpool(key, storageKey)) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      const tooLong = held + (end - start) > longest;
      const line = tooLong ? null : Buffer.concat([...parts, bytes.subarray(start, end)]);
      parts = [];
      held = 0;
      start = end + 1;
      if (count++ >= most) return;
      if (line) yield recordOf(line);
    }
    const rest = bytes.subarray(start);
    held += rest.length;
    if (held <= longest) parts.push(rest);
    else parts = [];
  }
}

function recordOf(line: Buffer): SpooledRecord {
  const tab = line.indexOf(9);
  return {
    via: line.subarray(0, tab).toString("utf8"),
    row: JSON.parse(line.subarray(tab + 1).toString("utf8")) as Record<string, unknown>,
  };
}
