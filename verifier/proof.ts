import { hash } from "node:crypto";
import { type Entry, entryOf, hashInChain } from "./entry.ts";
import { type LogKey, openNote } from "./note.ts";
import { leafHash, rootOfPath, rootsOfConsistency } from "./tree.ts";

/** One entry that is in the log, as it was signed with `size` entries. */
export type Proven = { origin: string; entry: Entry; index: number; size: number };

/** `file`: in which way one of the entries is about the file that was given; null where none was. */
export type ProofVerdict =
  | { holds: true; proven: Proven[]; file: string | null }
  | { holds: false; why: string };

/** A path of at most so many hashes: a log of that many levels cannot be. */
const longestPath = 64;

/**
 * Checks that an entry, or each of several, is in a signed log, with nothing but the proof and the log's keys. `file`: a
 * certificate, a receipt or a bundle that one of them must be about.
 */
export function checkProof(text: string, keys: readonly LogKey[], file?: Buffer): ProofVerdict {
  const read = fieldsOf(text);
  if (!read) return { holds: false, why: "this is no proof" };
  const list: unknown[] =
    read.format === "habeas-log-proofs/1" && Array.isArray(read.proofs) ? read.proofs : [read];
  const proven: Proven[] = [];
  for (const [at, each] of list.entries()) {
    const one = provenBy(each, keys);
    if (typeof one === "string")
      return { holds: false, why: list.length === 1 ? one : `proof ${at + 1}: ${one}` };
    proven.push(one);
  }
  if (proven.length === 0) return { holds: false, why: "there is no proof in it" };
  const about = file ? proven.map(({ entry }) => meaningOf(file, entry)).find((one) => one !== null) : null;
  if (about === undefined) return { holds: false, why: "no entry in it is about the file that you gave" };
  return { holds: true, proven, file: about };
}

/** What a single proof shows, or why it shows nothing. */
function provenBy(proof: unknown, keys: readonly LogKey[]): Proven | string {
  const { entry: line, index, size, checkpoint, path: given } = (proof ?? {}) as Record<string, unknown>;
  const path = hashesOf(given);
  if (
    typeof line !== "string" ||
    typeof checkpoint !== "string" ||
    !isCount(index) ||
    !isCount(size) ||
    !path
  )
    return "a field of it is missing or not in order";
  const entry = entryOf(Buffer.from(line));
  if (typeof entry === "string") return `its entry is not valid: ${entry}`;
  if (hashInChain(entry) !== entry.hash)
    return "its entry was changed: its hash is not the hash of what it says";
  const signed = openNote(checkpoint, keys);
  if ("refused" in signed) return `its checkpoint is not valid: ${signed.refused}`;
  if (signed.size !== size) return "its checkpoint is of another size";
  const root = rootOfPath(leafHash(Buffer.from(`\0${line}`)), index, size, path);
  if (root?.toString("hex") !== signed.root)
    return "the path from the entry does not lead to what was signed: this entry is not in the log";
  return { origin: signed.origin, entry, index, size };
}

export type GrowthVerdict = { holds: true; from: number; to: number } | { holds: false; why: string };

/** Checks that a newer checkpoint is of the same log as an older one, and nothing before it was changed. */
export function checkGrowth(text: string, keys: readonly LogKey[]): GrowthVerdict {
  const proof = fieldsOf(text);
  const path = hashesOf(proof?.path);
  if (!proof || !path || typeof proof.older !== "string" || typeof proof.newer !== "string")
    return { holds: false, why: "this is no proof of growth" };
  const [older, newer] = [openNote(proof.older, keys), openNote(proof.newer, keys)];
  if ("refused" in older) return { holds: false, why: `its older checkpoint is not valid: ${older.refused}` };
  if ("refused" in newer) return { holds: false, why: `its newer checkpoint is not valid: ${newer.refused}` };
  const grew = { holds: true as const, from: older.size, to: newer.size };
  const same = older.size === newer.size && older.root === newer.root;
  if ((same || (older.size === 0 && newer.size > 0)) && path.length === 0) return grew;
  if (older.size === 0 || older.size >= newer.size)
    return { holds: false, why: "the newer checkpoint is not of a longer log" };
  const first = { size: older.size, root: Buffer.from(older.root, "hex") };
  const roots = rootsOfConsistency(first, newer.size, path);
  const holds = roots?.older.toString("hex") === older.root && roots.newer.toString("hex") === newer.root;
  return holds ? grew : { holds: false, why: "the newer log does not begin with the older one" };
}

/** In which way an entry is about a file: the SHA-256 of the file, or of the text that was signed in it. */
function meaningOf(file: Buffer, entry: Entry): string | null {
  const said = new Set<unknown>(Object.values(JSON.parse(entry.stored)));
  const sum = hash("sha256", file, "hex");
  if (said.has(sum)) return `SHA-256 ${sum}`;
  const body = fieldsOf(file.toString("utf8"))?.body;
  if (typeof body !== "string") return null;
  const inside = hash("sha256", body, "hex");
  return said.has(inside) ? `SHA-256 of the text that was signed in it, ${inside}` : null;
}

function fieldsOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function hashesOf(path: unknown): Buffer[] | null {
  if (!Array.isArray(path) || path.length > longestPath) return null;
  const fits = path.every((one) => typeof one === "string" && /^[0-9a-f]{64}$/.test(one));
  return fits ? path.map((one: string) => Buffer.from(one, "hex")) : null;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
