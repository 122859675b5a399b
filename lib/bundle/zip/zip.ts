import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { crc32 } from "node:zlib";
import { deflateInBlocks } from "./deflate.ts";
import { directoryRecord, endOfDirectory, localHeader, trailer, type ZipEntry } from "./records.ts";
import { Sink } from "./sink.ts";

/** What became of one file: its size and the SHA-256 of its bytes before packing, in hex. */
export type Packed = { bytes: number; sha256: string };

/**
 * Writes a zip as a stream, one file after the other, at the pace of the reader of `out`. The same files in the
 * same order and with the same time give the same bytes. Memory does not grow with the size of a file.
 */
export class Zip {
  readonly #sink: Sink;
  readonly #when: Date;
  readonly #entries: ZipEntry[] = [];

  constructor(out: Writable, when: Date) {
    this.#sink = new Sink(out);
    this.#when = when;
  }

  /** Packs one file. The path is ours, with `/` between folders; the promise ends when its bytes are written. */
  async add(path: string, source: AsyncIterable<Buffer>): Promise<Packed> {
    const hash = createHash("sha256");
    const entry: ZipEntry = { path, crc: 0, bytes: 0, packedBytes: 0, offset: this.#sink.bytes };
    await this.#sink.write(localHeader(path, this.#when));
    const start = this.#sink.bytes;
    for await (const block of deflateInBlocks(measured(source, entry, hash))) await this.#sink.write(block);
    entry.packedBytes = this.#sink.bytes - start;
    await this.#sink.write(trailer(entry));
    this.#entries.push(entry);
    return { bytes: entry.bytes, sha256: hash.digest("hex") };
  }

  /** Writes the directory and ends `out`; gives size and SHA-256 of the whole zip. */
  async finish(): Promise<{ bytes: number; sha256: string }> {
    const start = this.#sink.bytes;
    for (const entry of this.#entries) await this.#sink.write(directoryRecord(entry, this.#when));
    await this.#sink.write(endOfDirectory(this.#entries.length, this.#sink.bytes - start, start));
    return this.#sink.end();
  }

  /** Gives up: `out` is destroyed, so that half a zip is never taken for a whole one. */
  abandon(): void {
    this.#sink.destroy();
  }
}

async function* measured(
  source: AsyncIterable<Buffer>,
  entry: ZipEntry,
  hash: { update(data: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    hash.update(chunk);
    entry.crc = crc32(chunk, entry.crc);
    entry.bytes += chunk.length;
    yield chunk;
  }
}
