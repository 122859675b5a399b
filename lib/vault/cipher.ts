import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** 32 random bytes for AES-256-GCM. */
export type DataKey = Buffer;

/** What a ciphertext says about itself before it is opened. `keyId` is null in the first format, which named none. */
export type SealedHead = { format: 1 | 2; keyId: string | null };

const idBytes = 8;
const ids = new WeakMap<Buffer, Buffer>();

/** By what a ciphertext names its key: 8 bytes of a hash of it, in hex. Of a random key this tells nothing. */
export function keyIdOf(key: Buffer): string {
  return idBytesOf(key).toString("hex");
}

function idBytesOf(key: Buffer): Buffer {
  const known = ids.get(key);
  if (known) return known;
  const id = createHash("sha256").update("habeas/key-id\0").update(key).digest().subarray(0, idBytes);
  ids.set(key, id);
  return id;
}

/** Format and key of a ciphertext. Throws where it is none of ours. */
export function headOf(sealed: Buffer): SealedHead {
  if (sealed[0] === 1) return { format: 1, keyId: null };
  if (sealed[0] === 2 && sealed.length >= 1 + idBytes + 28)
    return { format: 2, keyId: sealed.subarray(1, 1 + idBytes).toString("hex") };
  throw new Error("unknown seal format");
}

/** What is bound in: format, key and place. The first format bound in the place alone. */
const bound = (format: number, id: Buffer, context: string) =>
  Buffer.concat([Buffer.from(`habeas/${format}\0${id.toString("hex")}\0`), Buffer.from(context)]);

/**
 * AES-256-GCM of a text in format 2: format, key id, nonce, tag, ciphertext. Format, key id and `context` (table, row,
 * column) are associated data, so that a ciphertext that is moved, or said to be of another key, does not open
 * (threat TM-35). `keyId`: where the key goes by another id than its own, as those derived from a root key do.
 */
export function sealWith(key: DataKey, context: string, text: string, keyId?: string): Buffer {
  const id = keyId === undefined ? idBytesOf(key) : Buffer.from(keyId, "hex");
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(bound(2, id, context));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(2), id, nonce, cipher.getAuthTag(), body]);
}

/** Opens what was sealed under this key and context in either format; throws where anything differs. */
export function openWith(key: DataKey, context: string, sealed: Buffer, keyId?: string): string {
  const { format } = headOf(sealed);
  const id = keyId === undefined ? idBytesOf(key) : Buffer.from(keyId, "hex");
  const at = format === 1 ? 1 : 1 + idBytes;
  if (format === 2 && !sealed.subarray(1, at).equals(id)) throw new Error("sealed under another key");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(at, at + 12), { authTagLength: 16 });
  decipher.setAAD(format === 1 ? Buffer.from(context) : bound(2, id, context));
  decipher.setAuthTag(sealed.subarray(at + 12, at + 28));
  return Buffer.concat([decipher.update(sealed.subarray(at + 28)), decipher.final()]).toString("utf8");
}
