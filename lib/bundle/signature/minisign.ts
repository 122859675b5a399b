import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/** SubjectPublicKeyInfo of an Ed25519 public key up to its 32 bytes (RFC 8410). */
const spki = Buffer.from("302a300506032b6570032100", "hex");
/** Letters of a signature file: ours have about 300. */
const mostLetters = 4096;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** A public key as minisign writes it in its second line, and its id as minisign prints it. */
export type PublicKey = { id: string; line: string };

/** A signature file taken apart: who signed, what was signed beside the file, and the two signatures. */
export type MinisignSignature = { keyId: string; signature: Buffer; comment: string; overComment: Buffer };

/** The public half of a key in minisign's form. The id is the first 8 bytes of the SHA-256 of its 32 bytes. */
export function publicKeyOf(key: KeyObject): PublicKey {
  const raw = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(spki.length);
  const id = createHash("sha256").update(raw).digest().subarray(0, 8);
  return { id: idInWords(id), line: Buffer.concat([Buffer.from("Ed"), id, raw]).toString("base64") };
}

/** Reads a public key's line; null where it is none. */
export function readPublicKey(line: string): PublicKey | null {
  const bytes = Buffer.from(line, "base64");
  if (!base64.test(line) || bytes.length !== 42 || bytes.toString("latin1", 0, 2) !== "Ed") return null;
  return { id: idInWords(bytes.subarray(2, 10)), line };
}

/** Signs bytes as `minisign -S` does: Ed25519 over their BLAKE2b-512, and once more over that and the trusted comment. */
export function minisign(bytes: Uint8Array, key: KeyObject, comment: string): string {
  const { id, line } = publicKeyOf(key);
  const idBytes = Buffer.from(line, "base64").subarray(2, 10);
  const signature = sign(null, prehashed(bytes), key);
  const overComment = sign(null, Buffer.concat([signature, Buffer.from(comment)]), key);
  return [
    `untrusted comment: signature from minisign secret key ${id}`,
    Buffer.concat([Buffer.from("ED"), idBytes, signature]).toString("base64"),
    `trusted comment: ${comment}`,
    overComment.toString("base64"),
    "",
  ].join("\n");
}

/** Takes a signature file apart; null where it is not a prehashed signature in minisign's form. */
export function readSignature(text: string): MinisignSignature | null {
  if (text.length > mostLetters) return null;
  const [untrusted, line = "", trusted = "", last = "", ...rest] = text.replaceAll("\r\n", "\n").split("\n");
  const bytes = Buffer.from(line, "base64");
  const overComment = Buffer.from(last, "base64");
  const wellFormed =
    untrusted?.startsWith("untrusted comment: ") &&
    trusted.startsWith("trusted comment: ") &&
    [line, last].every((one) => base64.test(one)) &&
    rest.join("") === "";
  if (!wellFormed || bytes.length !== 74 || overComment.length !== 64) return null;
  if (bytes.toString("latin1", 0, 2) !== "ED") return null;
  return {
    keyId: idInWords(bytes.subarray(2, 10)),
    signature: bytes.subarray(10),
    comment: trusted.slice("trusted comment: ".length),
    overComment,
  };
}

/** True where both signatures are this key's: the one over the bytes and the one over the trusted comment. */
export function isSignedBy(bytes: Uint8Array, read: MinisignSignature, { line }: PublicKey): boolean {
  const der = Buffer.concat([spki, Buffer.from(line, "base64").subarray(10)]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  const withComment = Buffer.concat([read.signature, Buffer.from(read.comment)]);
  return (
    verify(null, prehashed(bytes), key, read.signature) && verify(null, withComment, key, read.overComment)
  );
}

function prehashed(bytes: Uint8Array): Buffer {
  return createHash("blake2b512").update(bytes).digest();
}

/** minisign prints the 8 bytes of an id as one number, the last byte first. */
function idInWords(id: Buffer): string {
  return Buffer.from(id).reverse().toString("hex").toUpperCase();
}
