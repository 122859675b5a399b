import { isUtf8 } from "node:buffer";
import { hash } from "node:crypto";
import { canonical, databaseText, TooDeep } from "./json.ts";
import { plainEntry } from "./plain-entry.ts";

/** One entry of the log, as its line says it. */
export type Entry = {
  actor: string;
  /** Universal time to the microsecond. */
  at: string;
  /** The request it belongs to, or `house`. */
  chain: string;
  hash: string;
  kind: string;
  /** Its number in its chain, from one. */
  position: number;
  /** The hash of the entry before it in its chain; zeros for the first. */
  previous: string;
  /** What is recorded of it, as JSON in the words of the database. */
  stored: string;
};

const names = "actor,at,chain,data,hash,kind,position,previous";
const sha256 = /^[0-9a-f]{64}$/;

/**
 * Reads one line as an entry. Text where it is none, which says why: a line must be written in the one way that its
 * content can be written, so that not even a byte of it can be changed without changing what it says. `from`: where in
 * the bytes the line begins.
 */
export function entryOf(bytes: Buffer, from = 0): Entry | string {
  const plain = plainEntry(bytes.toString("latin1", from));
  if (plain) return plain;
  if (!isUtf8(bytes.subarray(from))) return "its bytes are not UTF-8 text";
  return anyEntry(bytes.toString("utf8", from));
}

/** As `entryOf`, for whatever JSON can say. */
export function anyEntry(text: string): Entry | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Object.keys(value).join() !== names)
      return "it does not have the eight fields of an entry";
    if (canonical(value) !== text) return "it is not written in the one form of an entry";
    return entryIn(value as Record<string, unknown>) ?? "a field of it is not in order";
  } catch (error) {
    if (error instanceof TooDeep) return "its content is nested too deeply";
    if (error instanceof SyntaxError) return "it is not JSON";
    throw error;
  }
}

function entryIn(value: Record<string, unknown>): Entry | null {
  const { actor, at, chain, data, kind, position, previous } = value;
  const own = value.hash;
  const isText = (one: unknown): one is string => typeof one === "string";
  const isHash = (one: unknown): one is string => isText(one) && sha256.test(one);
  if (![actor, at, chain, kind].every(isText) || ![own, previous].every(isHash)) return null;
  if (!Number.isSafeInteger(position) || Number(position) < 1) return null;
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  return { ...(value as Entry), stored: databaseText(data) };
}

/** What the hash of an entry in its chain is made of: seven lines, the last one its data. SHA-256, hex. */
export function hashInChain(one: Entry): string {
  const text = `${one.previous}\n${one.chain}\n${one.position}\n${one.at}\n${one.kind}\n${one.actor}\n${one.stored}`;
  return hash("sha256", text, "hex");
}
