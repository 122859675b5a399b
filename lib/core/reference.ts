import { randomInt } from "node:crypto";

/** Digits and capitals without the look-alikes 0 1 I L O U (and V, W beside each other are fine in mono type). */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const shape = /^[A-Z]{2,3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/;

/** A new public reference such as `LK-7K4-2QD`: random, so it tells nothing, and never an authority by itself. */
export function newReference(prefix: string): string {
  const part = () => Array.from({ length: 3 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${prefix}-${part()}-${part()}`;
}

/** What a person typed or followed, as a reference; null where it cannot be one. */
export function parseReference(typed: string): string | null {
  const text = typed.trim().toUpperCase();
  return shape.test(text) ? text : null;
}
