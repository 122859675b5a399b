import type { DataKey } from "#lib/vault/seal.ts";
import { mustBeHarmless } from "./scan.ts";
import { writeSealed } from "./spool.ts";

/**
 * Seals a file that a stranger sent, once the scanner has seen it. Throws HabeasError `invalid` or `unavailable` where it
 * is not clean, or cannot be looked at.
 */
export async function writeSent(key: DataKey, place: string, bytes: Uint8Array): Promise<void> {
  await mustBeHarmless(bytes);
  await writeSealed(key, place, inOnePiece(bytes));
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
