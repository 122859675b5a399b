import type { Dirent, Stats } from "node:fs";
import { access, constants, type FileHandle, lstat, open, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ConnectorError } from "#connectors/errors.ts";
import type { Pattern } from "./pattern.ts";
import type { OpenFile, Place, StoredFile } from "./place.ts";
import { isPart, replacing, sweptParts } from "./replacing.ts";

const chunkBytes = 1024 * 1024;
const deepest = 20;

/** Any failure of the file system as a `ConnectorError`. */
export function failureOf(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const code = error !== null && typeof error === "object" && "code" in error ? String(error.code) : "";
  if (code === "ABORT_ERR")
    return new ConnectorError("timeout", "The work was stopped before the files had been read.");
  if (code === "EACCES" || code === "EPERM")
    return new ConnectorError("forbidden", "The folder or a file in it may not be read or written.");
  if (code === "EROFS" || code === "ENOSPC" || code === "EDQUOT")
    return new ConnectorError(
      "unreachable",
      "The folder has no room, or cannot be written to. Nothing was replaced.",
    );
  if (code.startsWith("Z_") || code.startsWith("ERR_ZLIB"))
    return new ConnectorError("bad_answer", "A packed file is broken or not whole.");
  return new ConnectorError("unreachable", "The folder or a file in it cannot be read.");
}

const changed = (name: string) =>
  new ConnectorError("bad_answer", `${name} was changed while it was read. It is read again from the start.`);

/** Files below a folder of this machine. Links are never followed, so that nothing leads out of it. */
export function folderPlace(root: string, signal: AbortSignal): Place {
  const below = async (path: string): Promise<Dirent[]> => {
    if (signal.aborted)
      throw new ConnectorError("timeout", "The work was stopped before the files had been read.");
    const entries = await readdir(join(root, path), { withFileTypes: true });
    return entries.filter((entry) => !isPart(entry.name));
  };
  const storedAt = (name: string, day: string | null): StoredFile => {
    const path = join(root, name);
    const states = new WeakMap<OpenFile, Stats>();
    return {
      name,
      day,
      async open() {
        const { file, before } = await opened(path, name, signal);
        states.set(file, before);
        return file;
      },
      async replace(file) {
        const before = states.get(file);
        if (before === undefined) throw changed(name);
        try {
          return await replacing(path, name, before);
        } catch (error) {
          throw failureOf(error);
        }
      },
    };
  };

  async function walk(pattern: Pattern, path: string, depth: number, found: StoredFile[]): Promise<void> {
    const part = pattern.parts[depth];
    const isLast = depth === pattern.parts.length - 1;
    for (const entry of await below(path)) {
      if (!part?.test(entry.name)) continue;
      const name = path === "" ? entry.name : `${path}/${entry.name}`;
      if (!isLast && entry.isDirectory()) await walk(pattern, name, depth + 1, found);
      if (isLast && entry.isFile()) found.push(storedAt(name, pattern.dayOf(name)));
    }
  }

  return {
    async list(pattern) {
      const found: StoredFile[] = [];
      try {
        await walk(pattern, "", 0, found);
      } catch (error) {
        throw failureOf(error);
      }
      return found;
    },
    async every() {
      const found: StoredFile[] = [];
      const look = async (path: string, depth: number): Promise<void> => {
        for (const entry of await below(path)) {
          const name = path === "" ? entry.name : `${path}/${entry.name}`;
          if (entry.isFile()) found.push(storedAt(name, null));
          else if (entry.isDirectory() && depth < deepest) await look(name, depth + 1);
        }
      };
      try {
        await look("", 0);
      } catch (error) {
        throw failureOf(error);
      }
      return found;
    },
    async sweep(names) {
      const folders = new Set(names.map((name) => dirname(join(root, name))));
      for (const folder of folders) await sweptParts(folder, await readdir(folder).catch(() => []));
    },
    hindrance: () =>
      access(root, constants.W_OK).then(
        () => null,
        () => "This account may only read the folder, so that its files cannot be written anew.",
      ),
    async names(most) {
      const names: string[] = [];
      const look = async (path: string, depth: number): Promise<void> => {
        for (const entry of await below(path)) {
          const name = path === "" ? entry.name : `${path}/${entry.name}`;
          if (names.length >= most) return;
          if (entry.isFile()) names.push(name);
          else if (entry.isDirectory() && depth < 6) await look(name, depth + 1);
        }
      };
      try {
        await look("", 0);
      } catch (error) {
        throw failureOf(error);
      }
      return names;
    },
    writable: () =>
      access(root, constants.W_OK).then(
        () => true,
        () => false,
      ),
    close: async () => {},
  };
}

async function opened(
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<{ file: OpenFile; before: Stats }> {
  let handle: FileHandle | undefined;
  let before: Stats;
  try {
    const seen = await lstat(path);
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    before = await handle.stat();
    if (!before.isFile() || before.ino !== seen.ino || before.dev !== seen.dev) throw changed(name);
  } catch (error) {
    await handle?.close();
    throw failureOf(error);
  }
  const reading = handle;
  const file: OpenFile = {
    size: before.size,
    changedAt: before.mtimeMs,
    bytes: (from, to) => pieces(reading, from, to, name, signal),
    async verify(mayGrow) {
      const after = await reading.stat();
      const touched = after.mtimeMs !== before.mtimeMs || after.size !== before.size;
      if (touched && !(mayGrow && after.size > before.size)) throw changed(name);
    },
    close: () => reading.close(),
  };
  return { file, before };
}

async function* pieces(
  file: FileHandle,
  from: number,
  to: number,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    if (signal.aborted)
      throw new ConnectorError("timeout", "The work was stopped before the files had been read.");
    const length = Math.min(chunkBytes, to - at);
    const { bytesRead, buffer } = await file
      .read(Buffer.allocUnsafe(length), 0, length, at)
      .catch((error: unknown) => {
        throw failureOf(error);
      });
    if (bytesRead === 0) throw changed(name);
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
