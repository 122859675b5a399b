import { createHash } from "node:crypto";

/**
 * The one text of a value: JSON without spaces, the names of every object in order, absent fields left out. What is
 * hashed or signed is this text, so that neither the database nor another reader can change it by writing it anew.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** SHA-256 over the canonical text of a value. */
export function hashOfValue(value: unknown): Buffer {
  return createHash("sha256").update(canonical(value)).digest();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
}
