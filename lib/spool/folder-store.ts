import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type ByteRange, checkedKey, type Store } from "./place.ts";

/** What stands before the frames of a sealed stream, and one of them. */
const headerBytes = 36;
const frameBytes = 64 * 1024 + 16;

/** Sealed bytes as files below a folder of this machine, or of a disk that all processes share. */
export function folderStore(folder: string): Store {
  const below = (key: string) => join(folder, checkedKey(key));
  const pathOf = (key: string) => `${below(key)}.sealed`;
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      const partial = `${path}.${process.pid}.part`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const stream = createWriteStream(partial, { mode: 0o600 });
      try {
        await pipeline(bytes, stream);
        const file = await open(partial, "r");
        await file.sync();
        await file.close();
        await rename(partial, path);
      } catch (error) {
        // A source that breaks at once does so before the file is open, and it would be there after it was removed.
        stream.destroy();
        if (!stream.closed) await new Promise<void>((resolve) => stream.once("close", () => resolve()));
        await rm(partial, { force: true });
        throw error;
      }
    },
    get(key, range) {
      if (range === undefined) return createReadStream(pathOf(key), { highWaterMark: 4 * frameBytes });
      return frameByFrame(pathOf(key), range);
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
      await rm(below(key), { recursive: true, force: true });
    },
    async folders(key) {
      const found = await readdir(below(key), { withFileTypes: true }).catch((error) => {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
        throw error;
      });
      return found.filter((one) => one.isDirectory()).map((one) => one.name);
    },
  };
}

/**
 * A part of a file, of which many are open at once: a frame is read when it is asked for, and nothing waits for a reader
 * who is slow.
 */
async function* frameByFrame(path: string, { from, to }: ByteRange): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  try {
    for (let at = from; at < to; ) {
      const wanted = Math.min(to - at, at === 0 ? headerBytes + frameBytes : frameBytes);
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
