import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { erasureBatchReceipt, erasureBatchRoot } from "#drizzle/schema/batch.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { isSigned, receiptKey } from "#lib/vault/sign.ts";
import { rootOf, treeOf } from "./tree.ts";
import { mustMayBatch } from "./work.ts";

const format = "habeas-batch-receipt/1";

const file = z.object({
  format: z.literal(format),
  leaf: z.string(),
  path: z
    .array(z.object({ side: z.enum(["left", "right"]), hash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(64),
  body: z.string(),
  signature: z.string(),
  key_id: z.string(),
  public_key: z.string(),
});
const signedBody = z.object({ format: z.literal("habeas-batch-root/1"), root: z.string() });

/** A receipt of a batch as a file: whom it is about by the keyed token, and the text. */
export type ReceiptFile = { place: number; token: Buffer; text: string };

/**
 * The receipts of a batch that is done, in the order of their places; `token`: only of whom the list calls so.
 * Throws HabeasError `conflict` before it is done.
 */
export async function* batchReceipts(
  actor: Actor,
  batchId: string,
  token?: Buffer,
): AsyncGenerator<ReceiptFile> {
  mustMayBatch(actor, "see_requests");
  const [signed] = await database()
    .select()
    .from(erasureBatchRoot)
    .where(eq(erasureBatchRoot.batchId, batchId));
  if (!signed) throw new HabeasError("conflict", "The batch is not done, so there are no receipts.");
  const { place, token: of, leaf } = erasureBatchReceipt;
  const rows = await database()
    .select({ place, token: of, leaf })
    .from(erasureBatchReceipt)
    .where(eq(erasureBatchReceipt.batchId, batchId))
    .orderBy(asc(place));
  const { pathOf } = treeOf(rows.map((one) => one.leaf));
  const common = {
    body: signed.body,
    signature: signed.signature.toString("base64"),
    key_id: signed.keyId,
    public_key: receiptKey().publicKey,
  };
  for (const [at, row] of rows.entries()) {
    if (token && !JSON.parse(row.leaf).person.includes(token.toString("hex"))) continue;
    const whole = { format, leaf: row.leaf, path: pathOf(at), ...common };
    yield { place: row.place, token: row.token, text: `${JSON.stringify(whole, null, 2)}\n` };
  }
}

/** True of a text that says of itself to be a receipt of a batch. */
export const isBatchReceipt = (text: string): boolean => text.slice(0, 200).includes(`"${format}"`);

/**
 * Checks a receipt of a batch with nothing but a public key: the company's, or the one in it where none is given, which
 * then only shows that it was not changed.
 */
export function verifyBatchReceipt(text: string, publicKey?: string): { valid: boolean; why: string } {
  const bad = (why: string) => ({ valid: false, why });
  const read = file.safeParse(parsed(text));
  if (!read.success) return bad("This is not a receipt of a batch.");
  const { leaf, path, body, signature, public_key } = read.data;
  if (!isSigned(body, Buffer.from(signature, "base64"), publicKey ?? public_key))
    return bad("The signature is not by this key, or the text was changed.");
  const signed = signedBody.safeParse(parsed(body));
  if (!signed.success) return bad("What was signed is no root of receipts.");
  if (rootOf(leaf, path).toString("hex") !== signed.data.root)
    return bad("The receipt is not one of those that were signed, or was changed.");
  return { valid: true, why: "Signed by this key, and not changed." };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
