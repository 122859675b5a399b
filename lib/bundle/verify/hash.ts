import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createInflateRaw } from "node:zlib";
import type { Entry } from "./directory.ts";
import type { RandomAccess } from "./temporary.ts";

/** Thrown for an entry that unpacks to more than it may, or not at all. */
export class NotReadable extends Error {}

/** Hands an entry's unpacked bytes on, at most `most` of them. Throws NotReadable. */
async function unpacked(
  file: RandomAccess,
  entry: Entry,
  most: number,
  take: (piece: Buffer) => void,
): Promise<void> {
  const { from } = entry;
  const to = from + entry.packedBytes;
  let bytes = 0;
  const counted = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > most) throw new NotReadable();
      take(piece);
    }
  };
  if (entry.stored) {
    await counted(file.part(from, to));
    return;
  }
  const inflating = createInflateRaw();
  try {
    await pipeline(Readable.from(file.part(from, to)), inflating, counted);
  } catch {
    throw new NotReadable();
  }
  // What stands behind the end of a deflated file would be another file to who reads the zip from its beginning.
  if (inflating.bytesWritten !== entry.packedBytes) throw new NotReadable();
}

/** SHA-256 of an entry that must have exactly so many bytes, in hex; null where it cannot be unpacked to them. */
export async function hashOf(file: RandomAccess, entry: Entry, bytes: number): Promise<string | null> {
  // A size that the directory itself says is another needs no unpacking.
  if (entry.bytes !== bytes) return null;
  const hash = createHash("sha256");
  let crc = 0;
  try {
    await unpacked(file, entry, bytes, (piece) => {
      hash.update(piece);
      crc = crc32(piece, crc);
    });
  } catch (error) {
    if (error instanceof NotReadable) return null;
    throw error;
  }
  return crc === entry.crc ? hash.digest("hex") : null;
}

/** A small entry as a whole. Throws NotReadable for one that is larger. */
export async function bytesOf(file: RandomAccess, entry: Entry, most: number): Promise<Buffer> {
  if (entry.bytes > most) throw new NotReadable();
  const pieces: Buffer[] = [];
  await unpacked(file, entry, most, (piece) => pieces.push(piece));
  return Buffer.concat(pieces);
}
