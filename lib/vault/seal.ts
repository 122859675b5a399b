import { createHmac } from "node:crypto";
import { HabeasError } from "#lib/core/errors.ts";
import { type DataKey, headOf, openWith, sealWith } from "./cipher.ts";
import { held, isRootPurpose, keyFrom, keyRing, type RootPurpose, type SealPurpose } from "./key-ring.ts";

export type { DataKey } from "./cipher.ts";

/** The house's own key for a purpose, whichever root key it comes from just then. */
export type HouseKey = { readonly house: SealPurpose };
/** What something can be sealed under: the key of one request or the like, or the house's for a purpose. */
export type SealKey = DataKey | HouseKey;

/**
 * A key for one purpose of the house: the bytes themselves for tokens and signatures, which stay as they are for good; for
 * what seals, a name that `seal` and `open` find the right key by. `openVault` comes first, once in a process.
 */
export function derivedKey(purpose: RootPurpose): DataKey;
export function derivedKey(purpose: SealPurpose): HouseKey;
export function derivedKey(purpose: RootPurpose | SealPurpose): SealKey {
  return isRootPurpose(purpose) ? keyFrom(keyRing().first, purpose) : { house: purpose };
}

/** How the first format was sealed, where that was otherwise than now. */
export type FirstFormat = { context: string; key?: SealKey };

/** Seals a text (AES-256-GCM), bound to its place: `context` is table, row and column. */
export function seal(key: SealKey, context: string, text: string): Buffer {
  if (!("house" in key)) return sealWith(key, context, text);
  const { current } = keyRing();
  return sealWith(keyFrom(current, key.house), context, text, current.id);
}

/**
 * Opens what `seal` made under the same key and context; throws where anything differs. HabeasError `unavailable` where it
 * is of a root key that this process has not heard of yet: a later try finds it. `before`: for values of the first format.
 */
export function open(key: SealKey, context: string, sealed: Buffer, before?: FirstFormat): string {
  if (before && headOf(sealed).format === 1) return open(before.key ?? key, before.context, sealed);
  if (!("house" in key)) return openWith(key, context, sealed);
  const { keyId } = headOf(sealed);
  const ring = keyRing();
  const root = keyId === null ? ring.first : ring.keys.get(keyId);
  if (!root) {
    held().lookAgain?.();
    throw new HabeasError("unavailable", "This was sealed with a key that is not known here yet.");
  }
  return openWith(keyFrom(root, key.house), context, sealed, root.id);
}

/** A keyed token of a value: equal values of one kind have equal tokens, and without the key it tells nothing. */
export function tokenOf(kind: string, value: string): Buffer {
  return createHmac("sha256", derivedKey("token")).update(`${kind}\u0000${value}`).digest();
}
