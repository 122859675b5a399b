import { readSealedRange } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import type { StoredPiece } from "./piece.ts";

/** The bytes of a package from `from` up to, not including, `to`, without reading what stands before them. */
export async function* readChain(
  key: DataKey,
  chain: readonly StoredPiece[],
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const { storageKey, bytes } of chain) {
    const part = { length: bytes, from: Math.max(0, from - start), to: Math.min(bytes, to - start) };
    if (part.from < part.to) yield* readSealedRange(key, storageKey, part);
    start += bytes;
    if (start >= to) return;
  }
}
