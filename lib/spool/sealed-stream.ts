import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { DataKey } from "#lib/vault/seal.ts";

const magic = Buffer.from("HBS1");
const frameBytes = 64 * 1024;
const tagBytes = 16;
const headerBytes = magic.length + 32;

/**
 * Encrypted streams in frames of 64 KiB, AES-256-GCM each, in the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár 2015): the nonce counts the frames and marks the last one, so that a cut, swapped or repeated
 * frame does not open. The stream's own key comes from the data key, a random salt and the storage key's name.
 */
function streamKey(key: DataKey, salt: Buffer, name: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, `habeas/stream/${name}`, 32));
}

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes[0] = last ? 1 : 0;
  bytes.writeUInt32BE(Math.floor(index / 2 ** 32), 4);
  bytes.writeUInt32BE(index >>> 0, 8);
  return bytes;
}

/** Cuts chunks of any size into pieces of exactly `size`, and the rest; tells which piece is the last. */
async function* pieces(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<[Buffer, boolean]> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const chunk of source) {
    parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    held += chunk.byteLength;
    if (held <= size) continue;
    const all = Buffer.concat(parts);
    let at = 0;
    // The newest piece is kept back: only the end of the stream tells whether it is the last.
    for (; all.length - at > size; at += size) yield [all.subarray(at, at + size), false];
    parts = [all.subarray(at)];
    held = all.length - at;
  }
  yield [Buffer.concat(parts), true];
}

/** Encrypts a stream for the store. */
export async function* sealStream(
  key: DataKey,
  name: string,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(32);
  const own = streamKey(key, salt, name);
  yield Buffer.concat([magic, salt]);
  let index = 0;
  for await (const [piece, last] of pieces(plain, frameBytes)) {
    const cipher = createCipheriv("aes-256-gcm", own, nonce(index++, last));
    const body = Buffer.concat([cipher.update(piece), cipher.final()]);
    yield Buffer.concat([body, cipher.getAuthTag()]);
  }
}

/** Passes on everything after the stream's header, which it leaves in `found`. */
async function* afterHeader(
  sealed: AsyncIterable<Uint8Array>,
  found: { header?: Buffer },
): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0);
  for await (const chunk of sealed) {
    if (found.header) {
      yield chunk;
      continue;
    }
    held = Buffer.concat([held, chunk]);
    if (held.length < headerBytes) continue;
    found.header = held.subarray(0, headerBytes);
    yield held.subarray(headerBytes);
  }
}

/** Decrypts what `sealStream` wrote; throws where a byte differs or the end is missing. */
export async function* openStream(
  key: DataKey,
  name: string,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const found: { header?: Buffer } = {};
  let own: Buffer | undefined;
  let index = 0;
  for await (const [piece, last] of pieces(afterHeader(sealed, found), frameBytes + tagBytes)) {
    const header = found.header;
    if (!header?.subarray(0, magic.length).equals(magic)) throw new Error("not a sealed stream");
    own ??= streamKey(key, header.subarray(magic.length), name);
    const end = piece.length - tagBytes;
    if (end < 0) throw new Error("the sealed stream was cut");
    const decipher = createDecipheriv("aes-256-gcm", own, nonce(index++, last));
    decipher.setAuthTag(piece.subarray(end));
    yield Buffer.concat([decipher.update(piece.subarray(0, end)), decipher.final()]);
  }
}
