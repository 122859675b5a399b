import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";

/** The public key of a log in the form of C2SP: a name, four bytes that tell keys apart, and the Ed25519 key. */
export type LogKey = { name: string; id: Buffer; key: KeyObject };

/** What a checkpoint says: how many entries the log had, and the one hash over all of them. */
export type Checkpoint = {
  origin: string;
  size: number;
  root: string;
  /** The size of the log before a backup was put back, where the house says that it goes on without part of it. */
  setBackFrom: number | null;
};

/** Why a text is no checkpoint of this log. */
export type Refused = { refused: string };

/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
const spki = Buffer.from("302a300506032b6570032100", "hex");
const ed25519 = 1;

/** Reads a key as it is published: `name+8 hex digits+base64` (C2SP signed-note). Null where it is none. */
export function logKey(text: string): LogKey | null {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = encoded === undefined ? null : strictBase64(encoded);
  if (!name || !id || bytes?.length !== 33 || bytes[0] !== ed25519) return null;
  const full = hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), bytes]), "buffer");
  if (full.toString("hex", 0, 4) !== id) return null;
  const der = Buffer.concat([spki, bytes.subarray(1)]);
  return {
    name,
    id: full.subarray(0, 4),
    key: createPublicKey({ key: der, format: "der", type: "spki" }),
  };
}

/**
 * Reads a checkpoint (C2SP tlog-checkpoint in a signed note) and checks its signature. Signatures of other keys are passed
 * over, as C2SP asks; one of these keys must be there and must hold. A log has several where it changed its name or key.
 */
export function openNote(note: string, keys: readonly LogKey[]): Checkpoint | Refused {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return { refused: "it is no signed note" };
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split("\n");
  let origin: string | null = null;
  for (const line of lines) {
    const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = encoded === undefined ? null : strictBase64(encoded);
    if (!bytes || bytes.length < 5) return { refused: "a line of signature is not in order" };
    const by = keys.find((key) => key.name === name && key.id.equals(bytes.subarray(0, 4)));
    if (!by) continue;
    if (!verify(null, Buffer.from(text), by.key, bytes.subarray(4)))
      return { refused: "the signature does not hold: it was forged, or the text was changed" };
    origin = by.name;
  }
  if (origin === null) return { refused: "it is not signed by a key that you gave" };
  return checkpointIn(text, origin);
}

function checkpointIn(text: string, name: string): Checkpoint | Refused {
  const [origin, size, root, more] = text.split("\n");
  if (origin !== name) return { refused: "it is of another log" };
  if (!/^(0|[1-9]\d{0,14})$/.test(size ?? "")) return { refused: "its size is no number" };
  const bytes = strictBase64(root ?? "");
  if (bytes?.length !== 32) return { refused: "its root is no hash" };
  const [, before] = /^restored (\d{1,15}) \S+$/.exec(more ?? "") ?? [];
  const setBackFrom = before === undefined ? null : Number(before);
  return { origin, size: Number(size), root: bytes.toString("hex"), setBackFrom };
}

/** The bytes of a base64 text, only where it is the one way to write them: else a changed digit could say the same. */
function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

/**
 * The notes of a text: one alone, or one on each line as a JSON string, as exports and witnesses keep them. `unread`: how
 * many lines are neither; a witness whose disk was full may have half a line.
 */
export function notesIn(text: string): { notes: string[]; unread: number } {
  if (!/^\s*"/.test(text)) return { notes: text.trim() === "" ? [] : [text], unread: 0 };
  const notes: string[] = [];
  let unread = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const note = fromJson(line);
    if (note === null) unread++;
    else notes.push(note);
  }
  return { notes, unread };
}

function fromJson(line: string): string | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
