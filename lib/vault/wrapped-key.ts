import { randomBytes } from "node:crypto";
import { type DataKey, open, type SealKey, seal } from "./seal.ts";

/** A new data key, and the same key wrapped as it is stored, bound to `context`. */
export function newWrappedKey(under: SealKey, context: string): { key: DataKey; wrapped: Buffer } {
  const key = randomBytes(32);
  return { key, wrapped: seal(under, context, key.toString("base64")) };
}

/** A stored data key, unwrapped. Throws where it is another place's. */
export const openedKey = (under: SealKey, context: string, wrapped: Buffer): DataKey =>
  Buffer.from(open(under, context, wrapped), "base64");
