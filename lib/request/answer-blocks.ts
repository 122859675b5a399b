import type { Queryable } from "#lib/db/database.ts";
import { effectBlocks } from "./effect-answer.ts";
import { erasureBlocks } from "./erasure-blocks.ts";
import { behalfBlocks } from "./for-other.ts";
import { proofBlocks } from "./proofs/keep.ts";
import { rectificationBlocks } from "./rectification-blocks.ts";
import type { RequestRow } from "./sealed.ts";

/**
 * What still keeps the answer from going out, in words, whatever the right: each engine says what of it is not done.
 * Empty where nothing does.
 */
export async function answerBlocks(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "right" | "dossierId">,
): Promise<string[]> {
  const all = [
    await proofBlocks(tx, row),
    await behalfBlocks(tx, row),
    await erasureBlocks(tx, row),
    await rectificationBlocks(tx, row),
    await effectBlocks(tx, row),
  ];
  return all.flat();
}
