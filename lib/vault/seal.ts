import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { environment } from "#lib/config/environment.ts";

/** 32 random bytes for AES-256-GCM. */
export type DataKey = Buffer;

const format = 1;

/** Keys that were derived before: a token is made for each of thousands of people at once. */
const derived = new Map<string, { from: string; key: DataKey }>();

/** A key for one purpose, derived from the master key (HKDF-SHA-256, RFC 5869). */
export function derivedKey(
  purpose:
    | "wrap"
    | "token"
    | "draft"
    | "effort"
    | "account"
    | "notice"
    | "secret"
    | "hold"
    | "receipt"
    | "preference"
    | "undo"
    | "erased"
    | "behalf"
    | "bundle"
    | "kept_form"
    | "bulk",
): DataKey {
  const { HABEAS_MASTER_KEY } = environment();
  const known = derived.get(purpose);
  if (known?.from === HABEAS_MASTER_KEY) return known.key;
  const master = Buffer.from(HABEAS_MASTER_KEY, "base64");
  const key = Buffer.from(hkdfSync("sha256", master, "", `habeas/${purpose}`, 32));
  derived.set(purpose, { from: HABEAS_MASTER_KEY, key });
  return key;
}

/**
 * AES-256-GCM of a text: version, nonce, tag, ciphertext. `context` (table, row, column) is bound in as
 * associated data, so that a ciphertext moved to another place does not open (threat TM-35).
 */
export function seal(key: DataKey, context: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(format), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made under the same key and context; throws where anything differs. */
export function open(key: DataKey, context: string, sealed: Buffer): string {
  if (sealed[0] !== format) throw new Error("unknown seal format");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(13, 29));
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString("utf8");
}

/** A keyed token of a value: equal values of one kind have equal tokens, and without the key it tells nothing. */
export function tokenOf(kind: string, value: string): Buffer {
  return createHmac("sha256", derivedKey("token")).update(`${kind}\u0000${value}`).digest();
}
