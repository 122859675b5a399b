import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";

/** Counts and hashes what goes into a writable, and waits whenever the writable asks to. */
export class Sink {
  bytes = 0;
  readonly #out: Writable;
  readonly #hash = createHash("sha256");
  #failure: Error | null = null;

  constructor(out: Writable) {
    this.#out = out;
    out.on("error", (error) => {
      this.#failure = error;
    });
  }

  async write(chunk: Buffer): Promise<void> {
    this.#refuseIfBroken();
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    if (this.#out.write(chunk)) return;
    await this.#drained();
    this.#refuseIfBroken();
  }

  async end(): Promise<{ bytes: number; sha256: string }> {
    this.#refuseIfBroken();
    this.#out.end();
    await finished(this.#out, { readable: false });
    return { bytes: this.bytes, sha256: this.#hash.digest("hex") };
  }

  destroy(): void {
    this.#out.destroy();
  }

  #refuseIfBroken(): void {
    if (this.#failure !== null) throw this.#failure;
    if (this.#out.destroyed) throw new Error("The place that a bundle was written to was closed.");
  }

  /** Until there is room again, or until there never will be. */
  #drained(): Promise<void> {
    if (this.#out.destroyed || !this.#out.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        for (const event of ["drain", "close", "error"]) this.#out.off(event, done);
        resolve();
      };
      for (const event of ["drain", "close", "error"]) this.#out.on(event, done);
    });
  }
}
