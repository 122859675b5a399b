import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { type Held, mostHeld, type Witness } from "./contract.ts";

/**
 * A file on another machine's disk, such as a mounted share: a line for each checkpoint, only ever added to. What
 * was begun and broke off is left there; the whole line comes after it.
 */
export function fileWitness(path: string): Witness {
  return {
    async take(note) {
      const { O_APPEND, O_CREAT, O_RDWR } = constants;
      const file = await open(path, O_APPEND | O_CREAT | O_RDWR, 0o640);
      try {
        const { size } = await file.stat();
        const broken = size > 0 && !(await bytesOf(file, size - 1, size)).equals(Buffer.from("\n"));
        await file.appendFile(`${broken ? "\n" : ""}${JSON.stringify(note)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await keepName(path);
    },
    async held() {
      const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      if (!file) return await nothingIn(dirname(path));
      try {
        const { size } = await file.stat();
        const from = Math.max(0, size - mostHeld);
        const lines = (await bytesOf(file, from, size)).toString("utf8").split("\n");
        // The first line of a part is the end of one.
        if (from > 0) lines.shift();
        return { lines: lines.filter((line) => line !== ""), whole: from === 0 };
      } finally {
        await file.close();
      }
    },
  };
}

async function bytesOf(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.subarray(0, bytesRead);
}

/** Makes sure that a file that was just made is still there after a power failure. */
async function keepName(path: string): Promise<void> {
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

/** A folder without the file has no checkpoints; without the folder nothing can be said. */
async function nothingIn(folder: string): Promise<Held> {
  await (await open(folder, "r")).close();
  return { lines: [], whole: true };
}
