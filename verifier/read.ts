import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** A longer line is no entry of a log: it is refused, so that no file can fill the memory. */
export const longestLine = 4 << 20;
const block = 1 << 20;
const lineEnd = 0x0a;

/** One line of a file without its end. `marked`: the same bytes with a zero byte in front, valid until the next line. */
export type Line = { marked: Buffer; length: number; ended: boolean };

/** A file that is read from its beginning to its end or from its end, a block at a time. */
export class LogFile {
  readonly #file: number;
  readonly size: number;

  /** @throws what opening the file throws */
  constructor(path: string) {
    this.#file = openSync(path, "r");
    this.size = fstatSync(this.#file).size;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** The offset of the last empty line's own byte, or -1 where no line of the file is empty. */
  lastEmptyLine(): number {
    const bytes = Buffer.alloc(block + 1);
    for (let end = this.size; end > 0; end -= block) {
      const start = Math.max(0, end - block);
      // One byte more than the block: the two ends of a line may stand on both sides of its border.
      const read = readSync(this.#file, bytes, 0, Math.min(end + 1, this.size) - start, start);
      const at = bytes.subarray(0, read).lastIndexOf("\n\n");
      if (at >= 0) return start + at + 1;
    }
    return -1;
  }

  /**
   * The lines between two offsets, in order; null in place of a line that is longer than `longestLine`, after which
   * nothing more comes. Memory: one block, and the longest line.
   */
  *lines(from: number, to: number): Generator<Line | null> {
    // The first byte belongs to nobody: it becomes the mark of the first line.
    let bytes = Buffer.alloc(1 + 2 * block);
    let filled = 1;
    let offset = from;
    while (offset < to) {
      if (bytes.length - filled < block) bytes = Buffer.concat([bytes], bytes.length + 2 * block);
      const read = readSync(this.#file, bytes, filled, Math.min(block, to - offset), offset);
      if (read === 0) break;
      offset += read;
      let start = 1;
      let search = filled;
      filled += read;
      for (;;) {
        const end = bytes.subarray(0, filled).indexOf(lineEnd, search);
        if (end < 0) break;
        bytes[start - 1] = 0;
        yield { marked: bytes.subarray(start - 1, end), length: end - start, ended: true };
        start = end + 1;
        search = start;
      }
      // What is left is moved to the front, with a byte before it for its mark.
      bytes.copyWithin(1, start, filled);
      filled -= start - 1;
      if (filled - 1 > longestLine) {
        yield null;
        return;
      }
    }
    bytes[0] = 0;
    if (filled > 1) yield { marked: bytes.subarray(0, filled), length: filled - 1, ended: false };
  }
}
