import { randomBytes } from "node:crypto";
import { HabeasError } from "#lib/core/errors.ts";
import { type DataKey, derivedKey, open, seal } from "#lib/vault/seal.ts";

const context = (batchId: string) => `erasure_batch/${batchId}/wrapped_key`;

/** A new data key for a batch, and the same key wrapped by the master key as it is stored. */
export function newBatchKey(batchId: string): { key: DataKey; wrapped: Buffer } {
  const key = randomBytes(32);
  return { key, wrapped: seal(derivedKey("wrap"), context(batchId), key.toString("base64")) };
}

/** The data key of a batch. Throws HabeasError `gone` once it has been destroyed. */
export function batchKey({ id, wrappedKey }: { id: string; wrappedKey: Buffer | null }): DataKey {
  if (wrappedKey === null)
    throw new HabeasError("gone", "The list of this batch has been destroyed on schedule.");
  return Buffer.from(open(derivedKey("wrap"), context(id), wrappedKey), "base64");
}
