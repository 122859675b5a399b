import { HabeasError } from "#lib/core/errors.ts";

const newline = 10;
const tab = 9;
/** A line longer than this is not a record: it would have to be held in memory whole. */
const longestLine = 64 * 1024 * 1024;

export type LineCount = { rows: number };

/** The same bytes in pieces that end where a line ends. Throws `conflict` where the last line does not end. */
async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const piece of source) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const end = chunk.lastIndexOf(newline) + 1;
    if (end > 0) {
      const whole = chunk.subarray(0, end);
      yield restBytes === 0 ? whole : Buffer.concat([...rest, whole]);
      rest = [];
      restBytes = 0;
    }
    if (end < chunk.length) {
      // Copied: the producer may reuse its buffer for the next chunk.
      rest.push(Buffer.from(chunk.subarray(end)));
      restBytes += chunk.length - end;
      if (restBytes > longestLine) throw new HabeasError("conflict", "A record is longer than 64 MB.");
    }
  }
  if (restBytes > 0) throw new HabeasError("conflict", "The last record of a collection is cut off.");
}

/**
 * Spool lines `<via>\t<json>\n` as NDJSON: the JSON byte for byte as received, counted while it passes. No object
 * is made per line. Throws `conflict` for a line whose `via` is not one of the person's keys, or that has none.
 */
export async function* ndjsonOf(
  source: AsyncIterable<Uint8Array>,
  allowedKeys: ReadonlySet<string>,
  count: LineCount,
): AsyncGenerator<Buffer> {
  // Neighbours nearly always share their key, so its bytes are compared before anything is decoded.
  let known = Buffer.alloc(0);
  for await (const block of wholeLines(source)) {
    const out = Buffer.allocUnsafe(block.length);
    let filled = 0;
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf(newline, start) + 1;
      const from = start + known.length;
      if (known.length === 0 || from > end || block.compare(known, 0, known.length, start, from) !== 0) {
        known = keyBytes(block.subarray(start, end), allowedKeys);
      }
      filled += block.copy(out, filled, start + known.length, end);
      start = end;
      count.rows += 1;
    }
    yield out.subarray(0, filled);
  }
}

/** The allowed key that a line begins with, and its tab. */
function keyBytes(line: Buffer, allowedKeys: ReadonlySet<string>): Buffer<ArrayBuffer> {
  const at = line.indexOf(tab);
  if (at < 1 || !allowedKeys.has(line.toString("utf8", 0, at))) refuseKey();
  return Buffer.from(line.subarray(0, at + 1));
}

/** The JSON texts of spool lines, in arrays of the lines that arrived together. Refuses as `ndjsonOf` does. */
export async function* jsonTexts(
  source: AsyncIterable<Uint8Array>,
  allowedKeys: ReadonlySet<string>,
): AsyncGenerator<string[]> {
  let known = "\t";
  for await (const block of wholeLines(source)) {
    const lines = block.toString("utf8").split("\n");
    // What stands behind the last line end is empty.
    lines.pop();
    yield lines.map((line) => {
      if (known === "\t" || !line.startsWith(known)) {
        const at = line.indexOf("\t");
        if (at < 1 || !allowedKeys.has(line.slice(0, at))) refuseKey();
        known = line.slice(0, at + 1);
      }
      return line.slice(known.length);
    });
  }
}

function refuseKey(): never {
  throw new HabeasError(
    "conflict",
    "A record was reached by a key that is not this person's, so the bundle was not built.",
  );
}
