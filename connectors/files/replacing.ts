import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import { constants, type FileHandle, lstat, open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ConnectorError } from "#connectors/errors.ts";
import type { Replacement } from "./place.ts";

/** What keeps other processes off a file while it is written anew beside itself. */
const lockOf = (path: string): string => join(dirname(path), `.${basename(path)}.habeas-lock`);
/** What is written; each attempt has its own, so that nobody ever puts half of another's in the file's place. */
const partOf = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(8).toString("hex")}.habeas-part`);

/** True for the names of what stands beside files meanwhile, which is never part of a collection. */
export const isPart = (name: string): boolean => /(^|\/)\.[^/]*\.habeas-(part|lock)$/.test(name);

/** Whoever has not touched its lock for so long is gone; it is touched about every second. */
const abandonedMs = 30_000;
const touchMs = 1000;
const fresh = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

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
  const lock = await locked(lockOf(path), name);
  const part = partOf(path);
  let touchedAt = Date.now();
  const handle = await open(part, fresh, 0o600).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  const abandon = async () => {
    await unlink(part).catch(() => {});
    await handle.close().catch(() => {});
    await lock.release();
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
    async write(bytes) {
      await handle.writeFile(bytes);
      if (Date.now() - touchedAt < touchMs) return;
      touchedAt = Date.now();
      await lock.touch();
    },
    async commit() {
      await handle.sync();
      if (!(await lock.isOurs()) || !isSame(before, await lstat(path))) throw changed(name);
      await rename(part, path);
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

type Lock = { touch(): Promise<void>; isOurs(): Promise<boolean>; release(): Promise<void> };

async function locked(path: string, name: string): Promise<Lock> {
  const attempt = () =>
    open(path, fresh, 0o600).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === "EEXIST") return undefined;
      throw error;
    });
  let handle = await attempt();
  if (handle === undefined) {
    const left = await lstat(path).catch(() => undefined);
    if (left !== undefined && Date.now() - left.mtimeMs > abandonedMs) {
      await unlink(path).catch(() => {});
      handle = await attempt();
    }
  }
  if (handle === undefined)
    throw new ConnectorError("rate_limited", `${name} is being written anew by another process.`, 15);
  const held: FileHandle = handle;
  const isOurs = async () => {
    const [there, ours] = await Promise.all([lstat(path), held.stat()]).catch(() => []);
    return there !== undefined && there.ino === ours?.ino;
  };
  return {
    isOurs,
    touch: async () => held.utimes(new Date(), new Date()),
    async release() {
      if (await isOurs()) await unlink(path).catch(() => {});
      await held.close().catch(() => {});
    },
  };
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
    if (left?.isFile() && Date.now() - left.mtimeMs > 10 * abandonedMs)
      await unlink(join(folder, name)).catch(() => {});
  }
}
