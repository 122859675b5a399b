import type { Day } from "#lib/core/day.ts";
import type { Transaction } from "#lib/db/database.ts";
import type { DutyFacts } from "#lib/request/duty/facts.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import type { LetterContent } from "../letter/content.ts";

/** A letter as it was written, with what its PDF needs besides. */
export type KeptLetter = { letter: LetterContent; reference: string; place: string; day: Day };

const context = (id: string) => `notice/${id}/text`;

/** Seals a notice as it was written, under its request's key, so that the person finds it again. */
export async function sealLetter(
  tx: Transaction,
  { id, requestId }: { id: string; requestId: string },
  letter: LetterContent,
  { reference, place, day }: DutyFacts,
): Promise<Buffer> {
  const kept: KeptLetter = { letter, reference, place, day };
  return seal(await keyOf(tx, requestId), context(id), JSON.stringify(kept));
}

/** What `sealLetter` sealed. */
export const openLetter = (key: DataKey, id: string, sealed: Buffer): KeptLetter =>
  JSON.parse(open(key, context(id), sealed)) as KeptLetter;
