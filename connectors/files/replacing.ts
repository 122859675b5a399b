import type { Stats } from "node:fs";
import { constants, type FileHandle, lstat, open, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ConnectorError } from "#connectors/errors.ts";
import type { Replacement } from "./place.ts";

/** What stands beside a file while it is written anew. Its being there keeps everybody else off the file. */
const partOf = (path: string): string => join(dirname(path), `.${basename(path)}.habeas-part`);

/** True for the names of what is written beside files, which is never part of a collection. */
export const isPart = (name: string): boolean => /(^|\/)\.[^/]*\.habeas-part$/.test(name);

/** A part that nobody has written to for so long was left behind by a process that is gone. */
const abandonedMs = 15 * 60_000;

const changed = (name: string) =>
  new ConnectorError(
    "bad_answer",
    `${name} was changed while it was written anew. Nothing of it was replaced.`,
  );

/**
 * Begins to write a file anew beside itself. `before`: what the file was when it was opened. Throws `rate_limited` while
 * another process does the same, `misconfigured` for a file with several names.
 */
export async function replacing(path: string, name: string, before: Stats): Promise<Replacement> {
  if (before.nlink > 1)
    throw new ConnectorError(
      "misconfigured",
      `${name} has a second name, under which its records would stay. It must be erased by hand.`,
    );
  const part = partOf(path);
  const handle = await begun(part, name);
  const isOurs = async () =>
    (await lstat(part).catch(() => undefined))?.ino === (await handle.stat().catch(() => ({ ino: -1 }))).ino;
  const abandon = async () => {
    if (await isOurs()) await unlink(part).catch(() => {});
    await handle.close().catch(() => {});
  };
  try {
    await handle.chmod(before.mode & 0o7777);
    const own = await handle.stat();
    if (own.uid !== before.uid || own.gid !== before.gid) await handle.chown(before.uid, before.gid);
  } catch (error) {
    await abandon();
    throw error;
  }
  return {
    write: async (bytes) => {
      await handle.writeFile(bytes);
    },
    async commit() {
      await handle.sync();
      // A part that somebody took for abandoned is not ours any more.
      if (!(await isOurs()) || !isSame(before, await lstat(path))) throw changed(name);
      await rename(part, path);
      await handle.close();
      await syncFolder(dirname(path));
    },
    abandon,
  };
}

const isSame = (before: Stats, now: Stats): boolean =>
  now.isFile() &&
  now.ino === before.ino &&
  now.dev === before.dev &&
  now.size === before.size &&
  now.mtimeMs === before.mtimeMs;

async function begun(part: string, name: string): Promise<FileHandle> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const attempt = () =>
    open(part, flags, 0o600).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === "EEXIST") return undefined;
      throw error;
    });
  const first = await attempt();
  if (first !== undefined) return first;
  const left = await stat(part).catch(() => undefined);
  if (left !== undefined && Date.now() - left.mtimeMs > abandonedMs) {
    await unlink(part).catch(() => {});
    const second = await attempt();
    if (second !== undefined) return second;
  }
  throw new ConnectorError("rate_limited", `${name} is being written anew by another process.`, 60);
}

/** Makes a new name in a folder last; where the file system cannot say so, it does by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** Takes away what processes that are gone left beside the files of a folder. */
export async function sweptParts(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names.filter(isPart)) {
    const left = await lstat(join(folder, name)).catch(() => undefined);
    if (left?.isFile() && Date.now() - left.mtimeMs > abandonedMs)
      await unlink(join(folder, name)).catch(() => {});
  }
}
