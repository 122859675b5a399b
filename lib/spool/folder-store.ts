import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { checkedKey, type Store } from "./place.ts";

/** A frame of a sealed stream. Whole ones are read four at a time; parts, of which many are open at once, one by one. */
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
      const part = { start: range.from, end: range.to - 1 };
      return createReadStream(pathOf(key), { highWaterMark: frameBytes, ...part });
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
