import { createHash } from "node:crypto";

/** One record of a collection, with the JSON that it was written as and its place among them, from 0. */
export type Taken = { record: Record<string, unknown>; json: string; place: number };

/** What a field says as text; null where it is missing, null or empty. A list or an object is its JSON. */
export function textOf({ record }: Taken, field: string | undefined): string | null {
  if (field === undefined || !Object.hasOwn(record, field)) return null;
  const value = record[field];
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * A text on one line or with plain line ends, and without what no text format can hold: control characters and lone
 * surrogates become U+FFFD, every kind of line end becomes `\n`.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu, "\uFFFD");
}

/** At most this many letters, never half of one. */
export function cutText(text: string, letters: number): string {
  if (text.length <= letters) return text;
  const last = text.charCodeAt(letters - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? letters - 1 : letters);
}

/** A decimal number in plain digits; null for anything else. */
export function decimalOf(text: string | null): string | null {
  return text !== null && /^-?[0-9]{1,30}(\.[0-9]{1,30})?$/.test(text) ? text : null;
}

/** Names records in other programs: the same record gets the same name in every bundle of the company. */
export class StableNames {
  readonly #scope: string;
  readonly #key: readonly string[];

  /** @param key the fields that tell the collection's records apart; empty where none do */
  constructor(systemId: string, collection: string, key: readonly string[]) {
    this.#scope = `${systemId}/${collection}`;
    this.#key = key;
  }

  /** 32 hexadecimal digits. */
  of(taken: Taken): string {
    const isKeyed = this.#key.length > 0 && this.#key.every((name) => textOf(taken, name) !== null);
    const own = isKeyed ? this.#key.map((name) => taken.record[name]) : [taken.place, taken.json];
    return digest(JSON.stringify([this.#scope, isKeyed, own]));
  }

  /** As an RFC 9562 identifier (version 8: made by a rule of ours). */
  uuidOf(taken: Taken): string {
    const hex = this.of(taken);
    const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4];
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `8${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-");
  }
}

export const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
