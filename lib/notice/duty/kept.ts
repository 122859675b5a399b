import type { Transaction } from "#lib/db/database.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open, seal } from "#lib/vault/seal.ts";
import type { LetterContent } from "../letter/content.ts";

const context = (id: string) => `notice/${id}/text`;

/** Seals a notice as it was written, under its request's key, so that the person finds it again. */
export async function sealLetter(
  tx: Transaction,
  { id, requestId }: { id: string; requestId: string },
  letter: LetterContent,
): Promise<Buffer> {
  return seal(await keyOf(tx, requestId), context(id), JSON.stringify(letter));
}

/** What `sealLetter` sealed. */
export const openLetter = (key: Buffer, id: string, sealed: Buffer): LetterContent =>
  JSON.parse(open(key, context(id), sealed)) as LetterContent;
