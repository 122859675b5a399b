import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { DataKey } from "#lib/vault/seal.ts";
import type { ByteRange } from "./place.ts";

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

/** Cuts chunks of any size into pieces of exactly `size`, and what is left. */
async function* cut(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let begun: Buffer | null = null;
  let filled = 0;
  for await (const bytes of source) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < chunk.length; ) {
      if (filled === 0 && chunk.length - at >= size) {
        at += size;
        yield chunk.subarray(at - size, at);
        continue;
      }
      begun ??= Buffer.allocUnsafe(size);
      const copied = chunk.copy(begun, filled, at);
      at += copied;
      filled += copied;
      if (filled < size) continue;
      const piece = begun;
      begun = null;
      filled = 0;
      yield piece;
    }
  }
  if (begun !== null && filled > 0) yield begun.subarray(0, filled);
}

/** The same, and which piece is the last: only the end of the stream tells that, so the newest is kept back. */
async function* pieces(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<[Buffer, boolean]> {
  let kept: Buffer | null = null;
  for await (const piece of cut(source, size)) {
    if (kept !== null) yield [kept, false];
    kept = piece;
  }
  yield [kept ?? Buffer.alloc(0), true];
}

/** So many frames are handed on at a time: each piece is a write of its own to the disk. */
const framesAtOnce = 4;

/** Encrypts a stream for the store. */
export async function* sealStream(
  key: DataKey,
  name: string,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(32);
  const own = streamKey(key, salt, name);
  let frames = [magic, salt];
  let index = 0;
  for await (const [piece, last] of pieces(plain, frameBytes)) {
    const cipher = createCipheriv("aes-256-gcm", own, nonce(index++, last));
    frames.push(cipher.update(piece), cipher.final(), cipher.getAuthTag());
    if (!last && index % framesAtOnce > 0) continue;
    yield Buffer.concat(frames);
    frames = [];
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
  for await (const [frame, last] of pieces(afterHeader(sealed, found), frameBytes + tagBytes)) {
    own ??= keyAfter(found.header, key, name);
    yield openFrame(own, frame, index++, last);
  }
}

/**
 * Decrypts the bytes from `from` up to, not including, `to` of a stream that is `length` bytes long before sealing,
 * without reading what stands before. `sealed` gives stored bytes. Throws where a byte differs or one is missing.
 */
export async function* openRange(
  key: DataKey,
  name: string,
  { length, from, to }: ByteRange & { length: number },
  sealed: (range: ByteRange) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  if (from >= to) return;
  const final = Math.max(0, Math.ceil(length / frameBytes) - 1);
  const first = Math.floor(from / frameBytes);
  const last = Math.floor((to - 1) / frameBytes);
  const frameAt = (index: number) => headerBytes + index * (frameBytes + tagBytes);
  const end = Math.min(frameAt(last + 1), headerBytes + length + (final + 1) * tagBytes);
  const found: { header?: Buffer } = {};
  // The header stands right before the first frame; before any other it is fetched by itself.
  if (first > 0) for await (const _ of afterHeader(sealed({ from: 0, to: headerBytes }), found));
  const bytes = sealed({ from: first === 0 ? 0 : frameAt(first), to: end });
  const frames = first === 0 ? afterHeader(bytes, found) : bytes;
  let own: Buffer | undefined;
  let index = first;
  for await (const frame of cut(frames, frameBytes + tagBytes)) {
    own ??= keyAfter(found.header, key, name);
    const plain = openFrame(own, frame, index, index === final);
    const start = index * frameBytes;
    yield plain.subarray(Math.max(0, from - start), Math.min(plain.length, to - start));
    index += 1;
  }
  if (index !== last + 1) throw new Error("the sealed stream was cut");
}

function keyAfter(header: Buffer | undefined, key: DataKey, name: string): Buffer {
  if (!header?.subarray(0, magic.length).equals(magic)) throw new Error("not a sealed stream");
  return streamKey(key, header.subarray(magic.length), name);
}

function openFrame(own: Buffer, frame: Buffer, index: number, last: boolean): Buffer {
  const end = frame.length - tagBytes;
  if (end < 0) throw new Error("the sealed stream was cut");
  const decipher = createDecipheriv("aes-256-gcm", own, nonce(index, last));
  decipher.setAuthTag(frame.subarray(end));
  const plain = decipher.update(frame.subarray(0, end));
  // Nothing is given on before its tag has been judged; what is left over of a frame is always empty.
  decipher.final();
  return plain;
}
