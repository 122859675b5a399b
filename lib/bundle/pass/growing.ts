/** Buffers larger than this are not kept for the next piece: one long value must not cost memory for good. */
const keptBytes = 2 * 1024 * 1024;

/** Bytes that are put together piece by piece; the buffer is used again after `clear`. */
export class Growing {
  bytes: Buffer;
  at = 0;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** Makes room for so many more bytes; `bytes` may be another buffer afterwards. */
  room(more: number): Buffer {
    if (this.at + more > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + more));
      this.bytes.copy(larger, 0, 0, this.at);
      this.bytes = larger;
    }
    return this.bytes;
  }

  text(text: string): void {
    this.room(text.length * 3);
    this.at += this.bytes.write(text, this.at);
  }

  copy(from: Buffer, start: number, end: number): void {
    this.room(end - start);
    this.at += from.copy(this.bytes, this.at, start, end);
  }

  /** What is in it; valid until the next change. */
  get filled(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  clear(): void {
    this.at = 0;
    if (this.bytes.length > keptBytes) this.bytes = Buffer.allocUnsafeSlow(this.#size);
  }
}
