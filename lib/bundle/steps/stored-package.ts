import { createHash } from "node:crypto";
import { readSealed, removeSpool } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import type { Package, StepFiles } from "../zip/package.ts";
import { directoryRecord, endOfDirectory } from "../zip/records.ts";
import { Piece } from "./piece.ts";
import { PieceWriter, type StepEntry, type StepWritten } from "./piece-writer.ts";

/** A step that is done, as it is kept: its name, what it wrote, and what it returned as JSON text. */
export type DoneStep = StepWritten & { name: string; result: string };

export type Place = {
  key: DataKey;
  /** The storage key below which this attempt writes: no other attempt may have the same. */
  storage: (position: number) => string;
  when: Date;
  topFolder: string;
  /** Steps of earlier attempts, in order. */
  done: readonly DoneStep[];
  /** Makes a step last; throws where this attempt is not the one that may write any more. */
  commit(position: number, step: DoneStep): Promise<void>;
  /** Forgets the steps from `position` on, so that the next attempt writes them again. */
  forget?(position: number): Promise<void>;
};

const directoryStep = "directory";

/**
 * A package whose bytes lie in the store as sealed pieces. What an earlier attempt finished is not done again. The
 * zip is all pieces one after the other, and there is one only after `finish`.
 */
export function storedPackage(place: Place): Package {
  return new StoredPackage(place);
}

class StoredPackage implements Package {
  readonly #place: Place;
  readonly #steps: (DoneStep | null)[] = [];

  constructor(place: Place) {
    this.#place = place;
  }

  async step<T>(name: string, work: (files: StepFiles) => Promise<T>): Promise<T> {
    const { when, topFolder } = this.#place;
    const done = await this.#once(name, async (newPiece) => {
      const writer = new PieceWriter(when, topFolder, newPiece);
      try {
        const value = await work(writer);
        return { ...(await writer.end()), name, result: JSON.stringify({ value }) };
      } catch (error) {
        await writer.abandon(error);
        throw error;
      }
    });
    // Read back from the text also where it was just made: what an attempt gets does not depend on which it is.
    return (JSON.parse(done.result) as { value: T }).value;
  }

  async finish(): Promise<{ bytes: number; sha256: string }> {
    const { key, when } = this.#place;
    const entries = this.#done().flatMap((step) => step.entries);
    await this.#once(directoryStep, async (newPiece) => {
      const piece = newPiece();
      await writeDirectory(piece, entries, when);
      return { name: directoryStep, result: "{}", entries: [], pieces: [await piece.end()] };
    });
    const hash = createHash("sha256");
    let bytes = 0;
    for (const [position, step] of this.#done().entries()) {
      try {
        for (const piece of step.pieces) {
          const before = bytes;
          for await (const chunk of readSealed(key, piece.storageKey)) {
            hash.update(chunk);
            bytes += chunk.length;
          }
          if (bytes - before !== piece.bytes)
            throw new Error("a piece of the package is not as long as it was");
        }
      } catch (error) {
        // Every further attempt would go on after what is not there any more, and end here again.
        await this.#place.forget?.(position);
        throw error;
      }
    }
    return { bytes, sha256: hash.digest("hex") };
  }

  #done(): DoneStep[] {
    const done = this.#steps.filter((step) => step !== null);
    if (done.length < this.#steps.length) throw new Error("the package ended before its steps did");
    return done;
  }

  async #once(name: string, work: (newPiece: () => Piece) => Promise<DoneStep>): Promise<DoneStep> {
    const { key, storage, done, commit } = this.#place;
    const position = this.#steps.push(null) - 1;
    const known = done[position];
    if (known !== undefined && known.name !== name) throw new Error("the steps of this package have changed");
    if (known !== undefined) {
      this.#steps[position] = known;
      return known;
    }
    const folder = storage(position);
    let pieces = 0;
    try {
      const step = await work(() => new Piece(key, `${folder}/${pieces++}`));
      await commit(position, step);
      this.#steps[position] = step;
      return step;
    } catch (error) {
      await removeSpool(folder);
      throw error;
    }
  }
}

async function writeDirectory(piece: Piece, entries: readonly StepEntry[], when: Date): Promise<void> {
  let offset = 0;
  for (const { zipBytes, ...entry } of entries) {
    await piece.write(directoryRecord({ ...entry, offset }, when));
    offset += zipBytes;
  }
  await piece.write(endOfDirectory(entries.length, piece.bytes, offset));
}
