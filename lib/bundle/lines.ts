import { HabeasError } from "#lib/core/errors.ts";

const newline = 10;
const tab = 9;
/** A line longer than this is not a record: it would have to be held in memory whole. */
const longestLine = 64 * 1024 * 1024;

export type LineCount = { rows: number };

/**
 * The JSON of each spool line (`<via>\t<json>\n`), byte for byte as received, in arrays of one or more lines
 * per incoming chunk. Throws `conflict` for a line whose `via` is not one of the person's keys, or that has none.
 */
export async function* ownLines(
  source: AsyncIterable<Uint8Array>,
  allowedKeys: ReadonlySet<string>,
): AsyncGenerator<Buffer[]> {
  const guard = new KeyGuard(allowedKeys);
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const piece of source) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const tail = chunk.subarray(start, end);
      lines.push(guard.json(restBytes === 0 ? tail : Buffer.concat([...rest, tail])));
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    if (start < chunk.length) {
      // Copied: the producer may reuse its buffer for the next chunk.
      rest.push(Buffer.from(chunk.subarray(start)));
      restBytes += chunk.length - start;
      if (restBytes > longestLine) throw new HabeasError("conflict", "A record is longer than 64 MB.");
    }
    if (lines.length > 0) yield lines;
  }
  if (restBytes > 0) throw new HabeasError("conflict", "The last record of a collection is cut off.");
}

/** Remembers the bytes of the last allowed key, because neighbours nearly always share it. */
class KeyGuard {
  readonly #allowed: ReadonlySet<string>;
  #last: Buffer = Buffer.alloc(0);

  constructor(allowed: ReadonlySet<string>) {
    this.#allowed = allowed;
  }

  json(line: Buffer): Buffer {
    const length = this.#last.length;
    if (length > 0 && line[length] === tab && line.compare(this.#last, 0, length, 0, length) === 0) {
      return line.subarray(length + 1);
    }
    const at = line.indexOf(tab);
    if (at < 1 || !this.#allowed.has(line.toString("utf8", 0, at))) {
      throw new HabeasError(
        "conflict",
        "A record was reached by a key that is not this person's, so the bundle was not built.",
      );
    }
    this.#last = Buffer.from(line.subarray(0, at));
    return line.subarray(at + 1);
  }
}

/** The lines again as NDJSON bytes, counted while they pass. */
export async function* asNdjson(batches: AsyncIterable<Buffer[]>, count: LineCount): AsyncGenerator<Buffer> {
  const end = Buffer.from("\n");
  for await (const lines of batches) {
    count.rows += lines.length;
    yield Buffer.concat(lines.flatMap((line) => [line, end]));
  }
}
