import { createHash, createHmac } from "node:crypto";
import { ConnectorError } from "#connectors/errors.ts";
import type { ErasureRule } from "#connectors/language/erasure.ts";
import { generalised } from "./generalise.ts";
import { invented } from "./invent.ts";
import type { Kind } from "./kind.ts";

/** How a field is made to say nothing about anybody. */
export type Strategy = Extract<ErasureRule, { act: "anonymise" }>["fields"][string];

/** The shortest text that a keyed hash fits in: half of it says that it is one. */
const shortestHash = 16;
const longestHash = 32;
const checkLength = 8;

/** Why a column cannot take what a strategy would write, as the end of a sentence; null where it can. */
export function misfit(strategy: Strategy, kind: Kind, nullable: boolean, unique: boolean): string | null {
  if (strategy === "null") return nullable ? null : "may not be empty";
  if (strategy === "synthetic") return kind.is === "other" ? "holds what cannot be invented" : null;
  if (strategy === "keyed_hash") {
    const fits =
      (kind.is === "text" && (kind.length ?? longestHash) >= shortestHash) ||
      (kind.is === "integer" && kind.digits >= 18) ||
      kind.is === "uuid";
    return fits ? null : "has no room for a keyed hash";
  }
  if (unique) return "must differ from row to row";
  if ("constant" in strategy)
    return fitsConstant(strategy.constant, kind) ? null : "cannot hold the constant";
  const datelike = ["date", "moment", "text"];
  const numberlike = ["integer", "decimal", "text"];
  const { generalise } = strategy;
  if (generalise === "year" || generalise === "month")
    return datelike.includes(kind.is) ? null : "holds no date";
  if (generalise === "region") return ["text", "integer"].includes(kind.is) ? null : "holds no postal code";
  return numberlike.includes(kind.is) ? null : "holds no number";
}

/** A constant of the map as text that the column understands. */
function constantText(constant: string | number | boolean, kind: Kind): string {
  return typeof constant === "boolean" && kind.is !== "text" ? String(Number(constant)) : String(constant);
}

function fitsConstant(constant: string | number | boolean, kind: Kind): boolean {
  const text = constantText(constant, kind);
  if (text.includes("\0")) return false;
  switch (kind.is) {
    case "text":
      return kind.length === null || [...text].length <= kind.length;
    case "integer":
      return /^-?\d+$/.test(text) && text.replace("-", "").length <= kind.digits;
    case "decimal":
      return /^-?\d+(\.\d+)?$/.test(text);
    case "boolean":
      return /^(true|false|0|1)$/.test(text);
    case "date":
    case "moment":
      return /^\d{4}-\d\d-\d\d/.test(text);
    case "uuid":
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
    case "other":
      return true;
  }
}

/** True where the new value does not depend on the one that stands there. */
export const isFixed = (strategy: Strategy): strategy is "null" | { constant: string | number | boolean } =>
  strategy === "null" || (typeof strategy === "object" && "constant" in strategy);

/** What must be known of the place of a value besides the value. `seed` names table, column and row. */
export type At = { kind: Kind; seed: string; secret: Uint8Array };

/**
 * The value that takes the place of another one. Done twice it is the same as done once. Throws `misconfigured` where
 * the value is not what the strategy is for; the sentence holds no value.
 */
export function anonymised(strategy: Strategy, value: string | null, at: At): string | null {
  if (strategy === "null") return null;
  if (typeof strategy === "object" && "constant" in strategy) return constantText(strategy.constant, at.kind);
  if (value === null) return null;
  if (strategy === "keyed_hash") return isHashed(value, at.kind) ? value : hashed(value, at);
  if (strategy === "synthetic") return invented(value, at.kind, at.seed);
  const found = generalised(value, strategy.generalise, at.kind);
  if (found !== null) return found;
  throw new ConnectorError(
    "misconfigured",
    `A value is not what the data map says it is, so its ${strategy.generalise} cannot be told.`,
  );
}

const letters = "abcdefghijklmnopqrstuvwxyz234567";
const inLetters = (bytes: Uint8Array, length: number): string =>
  Array.from(bytes.subarray(0, length), (byte) => letters[byte % 32]).join("");
const checkOf = (head: string): Buffer => createHash("sha256").update(`habeas keyed hash ${head}`).digest();

function hashed(value: string, { kind, secret }: At): string {
  const bytes = createHmac("sha256", secret).update(value).digest();
  if (kind.is === "integer") {
    const head = BigInt(bytes.readUInt32BE(0) & 0x1fffffff);
    return String(head * 1_000_000_000n + checkNumber(head));
  }
  if (kind.is === "uuid") {
    const head = bytes.toString("hex", 0, 8);
    return asUuid(head + checkOf(head).toString("hex", 0, 8));
  }
  const length = Math.min(kind.length ?? longestHash, longestHash) - checkLength;
  const head = inLetters(bytes, length);
  return head + inLetters(checkOf(head), checkLength);
}

const checkNumber = (head: bigint): bigint => BigInt(checkOf(String(head)).readUInt32BE(0) % 1_000_000_000);
const asUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");

/** A keyed hash says of itself that it is one: a hash of a hash would follow from doing the same again. */
function isHashed(value: string, kind: Kind): boolean {
  if (kind.is === "integer") {
    if (!/^\d{9,18}$/.test(value)) return false;
    const head = BigInt(value) / 1_000_000_000n;
    return BigInt(value) % 1_000_000_000n === checkNumber(head);
  }
  if (kind.is === "uuid") {
    const hex = value.replaceAll("-", "");
    return checkOf(hex.slice(0, 16)).toString("hex", 0, 8) === hex.slice(16);
  }
  const head = value.slice(0, -checkLength);
  return value.length >= shortestHash && inLetters(checkOf(head), checkLength) === value.slice(-checkLength);
}
