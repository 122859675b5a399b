import { randomBytes } from "node:crypto";
import { StringDecoder } from "node:string_decoder";
import type { RowImage } from "#connectors/erase.ts";
import { readSpool, writeSpool } from "#lib/spool/spool.ts";
import { type DataKey, derivedKey, open, seal } from "#lib/vault/seal.ts";

const context = (undoId: string) => `erasure_undo/${undoId}/wrapped`;

/** Everything that one system's part can be taken back by lies below this. */
export const imagesOf = (undo: { id: string; requestId: string }) => `undo/${undo.requestId}/${undo.id}`;

/** A key of its own for the images of one system's part, and the same key wrapped by the master key. */
export function newUndoKey(undoId: string): { key: DataKey; wrapped: Buffer } {
  const key = randomBytes(32);
  return { key, wrapped: seal(derivedKey("undo"), context(undoId), key.toString("base64")) };
}

/** The key of a part's images. Throws where it is another part's. */
export const undoKeyOf = (undoId: string, wrapped: Buffer): DataKey =>
  Buffer.from(open(derivedKey("undo"), context(undoId), wrapped), "base64");

/** Writes images to the store, one a line; they are there for good when this returns. */
export async function writeImages(
  key: DataKey,
  storageKey: string,
  images: readonly RowImage[],
): Promise<void> {
  async function* lines(): AsyncGenerator<Uint8Array> {
    for (const image of images) yield Buffer.from(`${JSON.stringify(image)}\n`);
  }
  await writeSpool(key, storageKey, lines());
}

/** Images as they were written. Throws where a byte of them was changed, or by another key. */
export async function readImages(key: DataKey, storageKey: string): Promise<RowImage[]> {
  const decoder = new StringDecoder("utf8");
  let text = "";
  for await (const chunk of readSpool(key, storageKey)) {
    text += decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as RowImage);
}
