import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { derivedKey } from "./seal.ts";

/** PKCS #8 of an Ed25519 private key up to its 32 bytes (RFC 8410). */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The house's key for receipts, derived from the master key: it signs the same in every process. */
function houseKey(): KeyObject {
  return ed25519Key(derivedKey("receipt"));
}

/** The Ed25519 private key of 32 secret bytes. */
export function ed25519Key(secret: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: "der", type: "pkcs8" });
}

/** What a company publishes so that anybody can check its receipts: the public key, as PEM, and its name. */
export function receiptKey(): { keyId: string; publicKey: string } {
  const key = createPublicKey(houseKey());
  return { keyId: keyIdOf(key), publicKey: key.export({ format: "pem", type: "spki" }).toString() };
}

/** Ed25519 signature (RFC 8032) over the UTF-8 bytes of a text. */
export function signText(text: string): { signature: Buffer; keyId: string } {
  const key = houseKey();
  return { signature: sign(null, Buffer.from(text), key), keyId: keyIdOf(createPublicKey(key)) };
}

/** By what the log names a text that was signed: SHA-256 of its UTF-8 bytes, hex. */
export function hashOfText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** True where the text was signed by the owner of this public key (PEM). */
export function isSigned(text: string, signature: Buffer, publicKey: string): boolean {
  return verify(null, Buffer.from(text), publicKey, signature);
}

/** The first 16 hex digits of the SHA-256 of the public key's DER form. */
function keyIdOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ format: "der", type: "spki" }))
    .digest("hex")
    .slice(0, 16);
}
