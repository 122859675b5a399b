import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { environment } from "#lib/config/environment.ts";

const shape = /^[a-z]+(\/[a-z0-9-]+)+$/;

/** Where sealed bytes lie: a folder now; an S3-compatible store has the same three verbs. Keys are ours, never from data. */
function pathOf(key: string): string {
  if (!shape.test(key)) throw new TypeError("not a storage key");
  return join(environment().HABEAS_STORE, `${key}.sealed`);
}

/** Stores a stream under a key: visible only when it is complete and on the disk. */
export async function put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const path = pathOf(key);
  const partial = `${path}.${process.pid}.part`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await pipeline(bytes, createWriteStream(partial, { mode: 0o600 }));
    const file = await open(partial, "r");
    await file.sync();
    await file.close();
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** The bytes under a key, as stored. */
export function get(key: string): AsyncIterable<Uint8Array> {
  return createReadStream(pathOf(key), { highWaterMark: 256 * 1024 });
}

/** Removes one key, or everything below a prefix; harmless where there is nothing. */
export async function remove(key: string): Promise<void> {
  await rm(pathOf(key), { force: true });
  await rm(pathOf(key).replace(/\.sealed$/, ""), { recursive: true, force: true });
}
