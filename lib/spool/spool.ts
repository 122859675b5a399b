import { pipeline, Readable } from "node:stream";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import type { DataKey } from "#lib/vault/seal.ts";
import { gathered } from "./gathered.ts";
import type { ByteRange } from "./place.ts";
import { openRange, openStream, sealStream } from "./sealed-stream.ts";
import { store } from "./store.ts";

/** zstd level 1: a quarter of the time of gzip -1, and only we read the spool. */
const fast = { chunkSize: 128 * 1024, params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Each piece that is unpacked is a way through the thread pool and back: of the usual 16 kB, it takes longer than the work. */
const unpackedBytes = 64 * 1024;

/** Sixteen pieces would wait unless it is said otherwise: megabytes for each stream, of which many are open. */
const oneAtATime = { objectMode: true, highWaterMark: 1 };

const nothing = () => {};

/** Writes findings to the spool: compressed, sealed under the request's key, visible only when complete. */
export async function writeSpool(
  key: DataKey,
  storageKey: string,
  plain: AsyncIterable<Uint8Array>,
): Promise<void> {
  const packed = pipeline(Readable.from(gathered(plain), oneAtATime), createZstdCompress(fast), nothing);
  await store().put(storageKey, sealStream(key, storageKey, packed));
}

/** Reads findings back; throws where anything was changed or cut. */
export function readSpool(key: DataKey, storageKey: string): AsyncIterable<Uint8Array> {
  const sealed = openStream(key, storageKey, store().get(storageKey));
  return pipeline(
    Readable.from(sealed, oneAtATime),
    createZstdDecompress({ chunkSize: unpackedBytes }),
    nothing,
  );
}

/** Stores a stream that is compressed already (a bundle): sealed only. */
export async function writeSealed(
  key: DataKey,
  storageKey: string,
  plain: AsyncIterable<Uint8Array>,
): Promise<void> {
  await store().put(storageKey, sealStream(key, storageKey, plain));
}

/** Opens what `writeSealed` stored. */
export function readSealed(key: DataKey, storageKey: string): AsyncIterable<Uint8Array> {
  return openStream(key, storageKey, store().get(storageKey));
}

/** Opens the bytes from `from` up to, not including, `to` of what `writeSealed` stored and is `length` bytes long. */
export function readSealedRange(
  key: DataKey,
  storageKey: string,
  range: ByteRange & { length: number },
): AsyncIterable<Uint8Array> {
  return openRange(key, storageKey, range, (part) => store().get(storageKey, part));
}

/** Removes one piece, or everything of a request or a task. */
export async function removeSpool(storageKey: string): Promise<void> {
  await store().remove(storageKey);
}

/** The names of the folders directly below a storage key. */
export function foldersOf(storageKey: string): Promise<string[]> {
  return store().folders(storageKey);
}
