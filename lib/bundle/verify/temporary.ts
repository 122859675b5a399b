import { createCipheriv, randomBytes } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file of which any part can be read. */
export type RandomAccess = {
  bytes: number;
  /** The part from one byte up to another, in pieces. */
  part(from: number, to: number): AsyncGenerator<Buffer>;
};

const pieceBytes = 256 * 1024;
const blockBytes = 16;

/**
 * Lays a stranger's upload aside while `work` looks at it. On the disk it is encrypted with a key that only this call knows,
 * and it is removed whatever happens. How much may come is for whoever hands it in to say.
 */
export async function laidAside<T>(
  upload: AsyncIterable<Uint8Array>,
  work: (file: RandomAccess) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "habeas-check-"));
  try {
    const file = await open(join(folder, "upload"), "wx+", 0o600);
    try {
      const key = randomBytes(32);
      const bytes = await fill(file, key, upload);
      return await work({ bytes, part: (from, to) => readPart(file, key, from, to) });
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(file: FileHandle, key: Buffer, upload: AsyncIterable<Uint8Array>): Promise<number> {
  const cipher = cipherAt(key, 0);
  let bytes = 0;
  for await (const piece of upload) {
    bytes += piece.byteLength;
    await file.appendFile(cipher.update(piece));
  }
  return bytes;
}

async function* readPart(file: FileHandle, key: Buffer, from: number, to: number): AsyncGenerator<Buffer> {
  const skip = from % blockBytes;
  const cipher = cipherAt(key, Math.floor(from / blockBytes));
  cipher.update(Buffer.alloc(skip));
  for (let at = from; at < to; ) {
    const length = Math.min(pieceBytes, to - at);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
    if (bytesRead === 0) return;
    yield cipher.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** AES-256 in counter mode, begun at a block: the key is never used for a second file. */
function cipherAt(key: Buffer, block: number) {
  const counter = Buffer.alloc(blockBytes);
  counter.writeBigUInt64BE(BigInt(block), 8);
  return createCipheriv("aes-256-ctr", key, counter);
}

/** A part of a file as one buffer. */
export async function partOf(file: RandomAccess, from: number, to: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of file.part(from, to)) pieces.push(piece);
  return Buffer.concat(pieces);
}
