import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { Deflating } from "./deflate.ts";
import type { Packed } from "./package.ts";

/** What the zip's directory and the manifest say of one packed file. */
export type Measured = Packed & { crc: number; packedBytes: number };

/** One file on its way into the package: measured, hashed and packed as its bytes come. */
export class Packing {
  readonly #hash = createHash("sha256");
  readonly #deflating: Deflating | null;
  readonly #to: (packed: Buffer) => Promise<void>;
  #crc = 0;
  #bytes = 0;
  #packedBytes = 0;

  /** `to` gets the packed bytes in order, one call at a time, and may keep the buffers. */
  constructor(to: (packed: Buffer) => Promise<void>, stored = false) {
    this.#to = (packed) => {
      this.#packedBytes += packed.length;
      return to(packed);
    };
    this.#deflating = stored ? null : new Deflating(this.#to);
  }

  async write(bytes: Buffer): Promise<void> {
    this.#hash.update(bytes);
    this.#crc = crc32(bytes, this.#crc);
    this.#bytes += bytes.length;
    // Copied: the producer may use its buffer again.
    await (this.#deflating === null ? this.#to(Buffer.from(bytes)) : this.#deflating.write(bytes));
  }

  async end(): Promise<Measured> {
    await this.#deflating?.end();
    return {
      bytes: this.#bytes,
      packedBytes: this.#packedBytes,
      crc: this.#crc,
      sha256: this.#hash.digest("hex"),
    };
  }
}
