import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a piece of a spill lies. */
export type Extent = { at: number; bytes: number };

/** Packed bytes that have to wait: in a temporary file without a name, which is gone with the process. */
export class Spill {
  #file: number | null = null;
  #end = 0;

  put(bytes: Buffer): Extent {
    this.#file ??= nameless();
    const extent = { at: this.#end, bytes: bytes.length };
    for (let from = 0; from < bytes.length; )
      from += writeSync(this.#file, bytes, from, bytes.length - from, this.#end + from);
    this.#end += bytes.length;
    return extent;
  }

  take({ at, bytes }: Extent): Buffer {
    const out = Buffer.allocUnsafe(bytes);
    if (this.#file === null) throw new Error("nothing was spilled");
    for (let from = 0; from < bytes; ) {
      const read = readSync(this.#file, out, from, bytes - from, at + from);
      if (read === 0) throw new Error("a spilled piece is cut off");
      from += read;
    }
    return out;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#end = 0;
  }
}

function nameless(): number {
  const folder = mkdtempSync(join(tmpdir(), "habeas-spill-"));
  try {
    return openSync(join(folder, "spill"), "wx+", 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
