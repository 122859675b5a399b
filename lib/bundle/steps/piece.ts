import { writeSealed } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";

/** Where bytes of a package lie in the store, and how many they are before sealing. */
export type StoredPiece = { storageKey: string; bytes: number };

/** Bytes that may wait for the store before whoever makes them is asked to pause. */
const mostWaiting = 512 * 1024;

/** A part of a package on its way into the store, sealed: at the store's pace, and there only when it is whole. */
export class Piece {
  readonly storageKey: string;
  bytes = 0;
  readonly #stored: Promise<void>;
  readonly #waiting: Buffer[] = [];
  #held = 0;
  #ended = false;
  #failure: { why: unknown } | null = null;
  #wakeStore = () => {};
  #wakeMaker = () => {};

  constructor(key: DataKey, storageKey: string) {
    this.storageKey = storageKey;
    this.#stored = writeSealed(key, storageKey, this.#bytes());
    // Told to the maker at the next write, and by `end`.
    this.#stored.catch((why) => this.abandon(why));
  }

  /** Takes bytes, which must not change any more. One call at a time. */
  async write(bytes: Buffer): Promise<void> {
    this.#refuseIfBroken();
    this.bytes += bytes.length;
    this.#held += bytes.length;
    this.#waiting.push(bytes);
    this.#wakeStore();
    while (this.#held > mostWaiting) {
      await new Promise<void>((resolve) => {
        this.#wakeMaker = resolve;
      });
      this.#refuseIfBroken();
    }
  }

  /** Ends when the piece lies in the store. */
  async end(): Promise<StoredPiece> {
    this.#ended = true;
    this.#wakeStore();
    await this.#stored;
    return { storageKey: this.storageKey, bytes: this.bytes };
  }

  /** Gives it up: nothing of it will be in the store. */
  abandon(why: unknown): void {
    this.#failure ??= { why };
    this.#wakeStore();
    this.#wakeMaker();
  }

  /** Until nothing writes for it any more, however it ended. */
  async settled(): Promise<void> {
    await this.#stored.catch(() => undefined);
  }

  #refuseIfBroken(): void {
    if (this.#failure) throw this.#failure.why;
  }

  async *#bytes(): AsyncGenerator<Buffer> {
    for (;;) {
      const next = this.#waiting.shift();
      this.#refuseIfBroken();
      if (next !== undefined) {
        this.#held -= next.length;
        this.#wakeMaker();
        yield next;
      } else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wakeStore = resolve;
        });
      }
    }
  }
}
