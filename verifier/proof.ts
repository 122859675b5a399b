import { hash } from "node:crypto";
import { type Entry, entryOf, hashInChain } from "./entry.ts";
import { type LogKey, openNote } from "./note.ts";
import { leafHash, rootOfPath, rootsOfConsistency } from "./tree.ts";

export type ProofVerdict =
  | { holds: true; origin: string; entry: Entry; index: number; size: number; file: string }
  | { holds: false; why: string };

const no = (why: string): ProofVerdict => ({ holds: false, why });

/** A path of at most so many hashes: a log of that many levels cannot be. */
const longestPath = 64;

/**
 * Checks that one entry is in a signed log, with nothing but the proof and the log's key. `file`: a certificate, a
 * receipt or a bundle that the entry must be about.
 */
export function checkProof(text: string, keys: readonly LogKey[], file?: Buffer): ProofVerdict {
  const proof = fieldsOf(text);
  if (!proof) return no("this is no proof");
  const { entry: line, index, size, checkpoint } = proof;
  const path = hashesOf(proof.path);
  if (
    typeof line !== "string" ||
    typeof checkpoint !== "string" ||
    !isCount(index) ||
    !isCount(size) ||
    !path
  )
    return no("a field of it is missing or not in order");
  const entry = entryOf(Buffer.from(line));
  if (typeof entry === "string") return no(`its entry is not valid: ${entry}`);
  if (hashInChain(entry) !== entry.hash)
    return no("its entry was changed: its hash is not the hash of what it says");
  const signed = openNote(checkpoint, keys);
  if ("refused" in signed) return no(`its checkpoint is not valid: ${signed.refused}`);
  if (signed.size !== size) return no("its checkpoint is of another size");
  const root = rootOfPath(leafHash(Buffer.from(`\0${line}`)), index, size, path);
  if (root?.toString("hex") !== signed.root)
    return no("the path from the entry does not lead to what was signed: this entry is not in the log");
  const about = file ? meaningOf(file, entry) : "none";
  if (about === null) return no("its entry is not about the file that you gave");
  return { holds: true, origin: signed.origin, entry, index, size, file: about };
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
