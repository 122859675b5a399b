import type { Writable } from "node:stream";
import type { OpenFile, Package, Packed, StepFiles } from "./package.ts";
import { type Measured, Packing } from "./packing.ts";
import { directoryRecord, endOfDirectory, localHeader, trailer, type ZipEntry } from "./records.ts";
import { Sink } from "./sink.ts";
import { type Extent, Spill } from "./spill.ts";

/**
 * A package as one stream, at the pace of the reader of `out`; its steps run once and nothing is kept of them. The same
 * files in the same order and with the same time give the same bytes. Memory does not grow with the size or number of
 * files: of those that are open at once, the first goes to `out` and the others wait in a temporary file. Where a step
 * fails, `out` is destroyed, so that half a zip is never taken for a whole one.
 */
export function zipInto(out: Writable, when: Date, topFolder: string): Package {
  return new ZipPackage(out, when, topFolder);
}

/** A file that was begun and does not stand in the zip yet. `measured` is null while bytes are still to come. */
type Waiting = {
  path: string;
  stored: boolean;
  /** Where it begins in the zip, once it has begun there. */
  offset: number | null;
  /** Its bytes go straight to the zip: nothing of it waits any more. */
  live: boolean;
  held: (Buffer | Extent)[];
  measured: Measured | null;
};

/** Packed bytes of waiting files that are kept in memory; more go to the temporary file. */
const keptBytes = 4 * 1024 * 1024;

class ZipPackage implements Package {
  readonly #sink: Sink;
  readonly #when: Date;
  readonly #topFolder: string;
  readonly #entries: ZipEntry[] = [];
  /** In the order in which they were begun: the first may be live, the others wait for their turn. */
  readonly #waiting: Waiting[] = [];
  readonly #spill = new Spill();
  #kept = 0;
  /** What is written to the zip outside a live file is written one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(out: Writable, when: Date, topFolder: string) {
    this.#sink = new Sink(out);
    this.#when = when;
    this.#topFolder = topFolder;
  }

  async step<T>(_name: string, work: (files: StepFiles) => Promise<T>): Promise<T> {
    const files: StepFiles = {
      begin: (path, options) => this.#begin(path, options?.stored ?? false),
      add: (path, bytes, options) => filled(files.begin(path, options), bytes),
    };
    try {
      const result = await work(files);
      await this.#turn;
      if (this.#waiting.length > 0) throw new Error("a step ended before its files did");
      return result;
    } catch (error) {
      this.#sink.destroy();
      throw error;
    } finally {
      this.#spill.close();
    }
  }

  async finish(): Promise<{ bytes: number; sha256: string }> {
    const start = this.#sink.bytes;
    for (const entry of this.#entries) await this.#sink.write(directoryRecord(entry, this.#when));
    await this.#sink.write(endOfDirectory(this.#entries.length, this.#sink.bytes - start, start));
    return this.#sink.end();
  }

  #begin(path: string, stored: boolean): OpenFile {
    const file: Waiting = {
      path: `${this.#topFolder}/${path}`,
      stored,
      offset: null,
      live: false,
      held: [],
      measured: null,
    };
    this.#waiting.push(file);
    const packing = new Packing(async (packed) => {
      if (file.live) return this.#sink.write(packed);
      file.held.push(this.#keep(packed));
      if (this.#waiting[0] === file) await this.#advance();
    }, stored);
    return {
      write: (bytes) => packing.write(bytes),
      end: async () => {
        file.measured = await packing.end();
        await this.#advance();
        return { bytes: file.measured.bytes, sha256: file.measured.sha256 };
      },
    };
  }

  #keep(packed: Buffer): Buffer | Extent {
    if (this.#kept + packed.length > keptBytes) return this.#spill.put(packed);
    this.#kept += packed.length;
    return packed;
  }

  #advance(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#settle());
    return this.#turn;
  }

  /** Writes of the files that wait what can be written now: whole ones, and the beginning of the first that is not. */
  async #settle(): Promise<void> {
    for (let file = this.#waiting[0]; file !== undefined; file = this.#waiting[0]) {
      // What is stored says its size first, so it waits until that is known.
      if (file.stored && file.measured === null) return;
      if (file.offset === null) {
        file.offset = this.#sink.bytes;
        await this.#sink.write(localHeader(entryOf(file), this.#when));
      }
      for (let held = file.held.shift(); held !== undefined; held = file.held.shift()) {
        if (Buffer.isBuffer(held)) this.#kept -= held.length;
        await this.#sink.write(Buffer.isBuffer(held) ? held : this.#spill.take(held));
      }
      file.live = true;
      if (file.measured === null) return;
      await this.#sink.write(trailer(entryOf(file)));
      this.#entries.push(entryOf(file));
      this.#waiting.shift();
    }
  }
}

function entryOf({ path, stored, offset, measured }: Waiting): ZipEntry {
  const { bytes, packedBytes, crc } = measured ?? { bytes: 0, packedBytes: 0, crc: 0 };
  return { path, stored, offset: offset ?? 0, bytes, packedBytes, crc };
}

/** All bytes of a source into a file. */
export async function filled(file: OpenFile, source: AsyncIterable<Uint8Array>): Promise<Packed> {
  for await (const piece of source) {
    await file.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
  }
  return file.end();
}
