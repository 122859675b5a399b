import type { OpenFile, StepFiles } from "../zip/package.ts";
import { Packing } from "../zip/packing.ts";
import { localHeader, trailer, type ZipEntry } from "../zip/records.ts";
import { filled } from "../zip/zip.ts";
import type { Piece, StoredPiece } from "./piece.ts";

/** One file as the zip's directory will have it, and how many bytes it takes in the zip with header and trailer. */
export type StepEntry = Omit<ZipEntry, "offset"> & { zipBytes: number };

/** What a step left in the store: its files in the order in which they were begun, and the pieces that they lie in. */
export type StepWritten = { entries: StepEntry[]; pieces: StoredPiece[] };

/** Stored files up to here wait in memory for their header, which names their size and stands before them. */
const smallBytes = 1024 * 1024;

/**
 * The files of one step as pieces in the store. Files that follow one another share a piece; of those that are open at
 * once each has its own. However they were spread over pieces, the pieces one after the other are the same bytes.
 */
export class PieceWriter implements StepFiles {
  readonly #when: Date;
  readonly #topFolder: string;
  readonly #newPiece: () => Piece;
  readonly #entries: (StepEntry | null)[] = [];
  /** In the order of the files. Each is a run of pieces, of which the last can go on. */
  readonly #runs: Piece[][] = [];
  /** True while the file that was begun last is open. */
  #open = false;

  constructor(when: Date, topFolder: string, newPiece: () => Piece) {
    this.#when = when;
    this.#topFolder = topFolder;
    this.#newPiece = newPiece;
  }

  begin(path: string, { stored = false }: { stored?: boolean } = {}): OpenFile {
    const last = this.#runs.at(-1);
    const run = this.#open || last === undefined ? [this.#newPiece()] : last;
    if (run !== last) this.#runs.push(run);
    const place = this.#entries.push(null) - 1;
    this.#open = true;
    const name = `${this.#topFolder}/${path}`;
    const file = stored ? this.#storedFile(name, run) : this.#deflatedFile(name, run);
    return {
      write: (bytes) => file.write(bytes),
      end: async () => {
        const { entry, sha256 } = await file.end();
        this.#entries[place] = entry;
        if (place === this.#entries.length - 1) this.#open = false;
        return { bytes: entry.bytes, sha256 };
      },
    };
  }

  add(path: string, bytes: AsyncIterable<Uint8Array>, options?: { stored?: boolean }) {
    return filled(this.begin(path, options), bytes);
  }

  /** Ends when everything lies in the store. Throws where a file was not ended. */
  async end(): Promise<StepWritten> {
    const entries = this.#entries.filter((entry) => entry !== null);
    if (entries.length < this.#entries.length) throw new Error("a step ended before its files did");
    return { entries, pieces: await Promise.all(this.#runs.flat().map((piece) => piece.end())) };
  }

  /** Gives everything up, and waits until nothing is written any more. */
  async abandon(why: unknown): Promise<void> {
    const pieces = this.#runs.flat();
    for (const piece of pieces) piece.abandon(why);
    await Promise.all(pieces.map((piece) => piece.settled()));
  }

  #deflatedFile(path: string, run: Piece[]) {
    const empty: ZipEntry = { path, stored: false, crc: 0, bytes: 0, packedBytes: 0, offset: 0 };
    const header = localHeader(empty, this.#when);
    const to = run.at(-1) ?? this.#newPiece();
    let begun = false;
    const packing = new Packing(async (packed) => {
      if (!begun) await to.write(header);
      begun = true;
      await to.write(packed);
    });
    return {
      write: (bytes: Buffer) => packing.write(bytes),
      end: async () => {
        const { sha256, ...sizes } = await packing.end();
        const after = trailer({ ...empty, ...sizes });
        await to.write(after);
        const zipBytes = header.length + sizes.packedBytes + after.length;
        return { sha256, entry: { path, stored: false, ...sizes, zipBytes } };
      },
    };
  }

  /** Its header names its size, so it is written last, into a piece that stands before the bytes. */
  #storedFile(path: string, run: Piece[]) {
    const before = run.at(-1) ?? this.#newPiece();
    let held: Buffer[] = [];
    let heldBytes = 0;
    let large: Piece | null = null;
    const packing = new Packing(async (bytes) => {
      if (large !== null) return large.write(bytes);
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes <= smallBytes) return;
      large = this.#newPiece();
      run.push(large);
      const waiting = held;
      held = [];
      for (const one of waiting) await large.write(one);
    }, true);
    return {
      write: (bytes: Buffer) => packing.write(bytes),
      end: async () => {
        const { sha256, ...sizes } = await packing.end();
        const header = localHeader({ path, stored: true, ...sizes, offset: 0 }, this.#when);
        await before.write(header);
        for (const one of held) await before.write(one);
        return {
          sha256,
          entry: { path, stored: true, ...sizes, zipBytes: header.length + sizes.packedBytes },
        };
      },
    };
  }
}
