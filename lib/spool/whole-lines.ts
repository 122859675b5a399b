import { HabeasError } from "#lib/core/errors.ts";

const newline = 10;
/** A line longer than this is not a record: it would have to be held in memory whole. */
const longestLine = 64 * 1024 * 1024;

/** The same bytes in pieces that end where a line ends. Throws `conflict` where the last line does not end. */
export async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
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
