import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/** Signed notes as C2SP writes them: text, an empty line, and a line for each signature. Ed25519 only. */

/** A public key with the name that it signs under, and the four bytes that tell it from others of that name. */
export type NoteKey = { name: string; id: Buffer; key: KeyObject };

/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
const spki = Buffer.from("302a300506032b6570032100", "hex");
const ed25519 = Buffer.of(1);

function noteKey(name: string, raw: Buffer): NoteKey {
  const id = createHash("sha256").update(`${name}\n`).update(ed25519).update(raw).digest().subarray(0, 4);
  return { name, id, key: createPublicKey({ key: Buffer.concat([spki, raw]), format: "der", type: "spki" }) };
}

/** The public half of a private key, under a name. */
export function noteKeyOf(name: string, secret: KeyObject): NoteKey {
  const der = createPublicKey(secret).export({ format: "der", type: "spki" });
  return noteKey(name, der.subarray(spki.length));
}

/** A key as it is published: `name+id in hex+base64`. */
export function publishedKey({ name, id, key }: NoteKey): string {
  const raw = key.export({ format: "der", type: "spki" }).subarray(spki.length);
  return `${name}+${id.toString("hex")}+${Buffer.concat([ed25519, raw]).toString("base64")}`;
}

/** Reads a published key; null where it is none. */
export function readPublishedKey(text: string): NoteKey | null {
  const [, name, id, body] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = Buffer.from(body ?? "", "base64");
  if (!name || bytes.length !== 33 || bytes[0] !== 1) return null;
  const key = noteKey(name, bytes.subarray(1));
  return key.id.toString("hex") === id ? key : null;
}

/** Signs a text, which ends with a line end and has no empty line. */
export function signNote(text: string, name: string, secret: KeyObject): string {
  const signature = Buffer.concat([noteKeyOf(name, secret).id, sign(null, Buffer.from(text), secret)]);
  return `${text}\n— ${name} ${signature.toString("base64")}\n`;
}

/** The text of a note that one of these keys signed, or null. Signatures of others are passed over. */
export function openNote(note: string, keys: readonly NoteKey[]): string | null {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return null;
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const [, name, body] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = Buffer.from(body ?? "", "base64");
    const by = keys.find((key) => key.name === name && key.id.equals(bytes.subarray(0, 4)));
    if (by && verify(null, Buffer.from(text), by.key, bytes.subarray(4))) return text;
  }
  return null;
}
