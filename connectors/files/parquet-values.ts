import type { ParquetParsers, SchemaElement, SchemaTree } from "hyparquet";
import { exactNumber, isObject, parseExact } from "#connectors/json.ts";

/** One stored value as it stands in JSON. */
export type ShowValue = (value: unknown) => unknown;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What the library makes of stored values before we see them: nothing that loses a digit. */
export const parsers: Partial<ParquetParsers> = {
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && utf8.decode(bytes),
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && parseExact(utf8.decode(bytes)),
  timestampFromNanoseconds: (nanos: bigint) => nanos,
};

const unknownToLibrary = new Set(["DECIMAL", "DATE", "TIMESTAMP", "TIME", "INTERVAL", "BSON"]);
const written = (element: SchemaElement): string =>
  element.logical_type?.type ?? element.converted_type?.replace(/_(MILLIS|MICROS)$/, "") ?? "";

/** Takes the types off a column that we read ourselves. */
export function bare(element: SchemaElement): void {
  if (!unknownToLibrary.has(written(element))) return;
  delete element.logical_type;
  delete element.converted_type;
}

/** How the values of a column are shown; made before its types are taken off. */
export function showerOf(node: SchemaTree): ShowValue {
  const [child, ...more] = node.children;
  if (child === undefined) return leafShower({ ...node.element });
  const kind = node.element.converted_type ?? node.element.logical_type?.type;
  if (kind === "LIST" && more.length === 0) {
    const element = child.children.length === 1 && child.children[0] ? child.children[0] : child;
    return listOf(showerOf(element));
  }
  if (kind === "MAP" && more.length === 0) {
    const value = child.children.find((one) => one.element.name === "value");
    return eachMember(() => (value ? showerOf(value) : plain));
  }
  const members = new Map(node.children.map((one) => [one.element.name, showerOf(one)]));
  const struct = eachMember((name) => members.get(name) ?? plain);
  return node.element.repetition_type === "REPEATED" ? listOf(struct) : struct;
}

const listOf =
  (show: ShowValue): ShowValue =>
  (value) =>
    Array.isArray(value) ? value.map((one) => show(one) ?? null) : plain(value);

const eachMember =
  (showOf: (name: string) => ShowValue): ShowValue =>
  (value) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, showOf(name)(one) ?? null]))
      : plain(value);

function leafShower(element: SchemaElement): ShowValue {
  const show = valueShower(element);
  const one: ShowValue = (value) => (value === null || value === undefined ? null : show(value));
  // A repeated leaf is a list without being called one.
  return (value) => (Array.isArray(value) ? value.map(one) : one(value));
}

function valueShower(element: SchemaElement): ShowValue {
  const logical = element.logical_type;
  switch (written(element)) {
    case "DECIMAL": {
      const scale = element.scale ?? (logical?.type === "DECIMAL" ? logical.scale : 0);
      return (value) => exactNumber(decimal(integerOf(value), scale));
    }
    case "DATE":
      return (value) => dayText(integerOf(value));
    case "TIMESTAMP": {
      const unit = unitOf(element);
      const zone = logical?.type === "TIMESTAMP" && !logical.isAdjustedToUTC ? "" : "Z";
      return (value) => instantText(integerOf(value), unit) + zone;
    }
    case "TIME": {
      const unit = unitOf(element);
      return (value) => instantText(integerOf(value), unit).slice(11);
    }
    default:
      return element.type === "INT96" ? (value) => `${instantText(integerOf(value), 9)}Z` : plain;
  }
}

/** How many digits of a second a time has. */
function unitOf({ logical_type: logical, converted_type: converted }: SchemaElement): number {
  if (logical?.type === "TIMESTAMP" || logical?.type === "TIME")
    return { MILLIS: 3, MICROS: 6, NANOS: 9 }[logical.unit];
  return converted?.endsWith("MICROS") ? 6 : 3;
}

function integerOf(value: unknown): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return BigInt(value);
  if (!(value instanceof Uint8Array)) throw new TypeError("no whole number");
  return BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString("hex") || "0"}`));
}

function decimal(value: bigint, scale: number): string {
  if (scale <= 0) return String(value * 10n ** BigInt(-scale));
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function dayText(days: bigint): string {
  return new Date(Number(days) * 86_400_000).toISOString().slice(0, 10);
}

function instantText(count: bigint, digits: number): string {
  const unit = 10n ** BigInt(digits);
  const fraction = ((count % unit) + unit) % unit;
  const whole = new Date(Number((count - fraction) / unit) * 1000).toISOString().slice(0, -5);
  return fraction === 0n ? whole : `${whole}.${String(fraction).padStart(digits, "0")}`;
}

/** A value without a type of ours: whole numbers keep their digits, bytes are written in hexadecimal. */
function plain(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return exactNumber(String(value));
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
  return value;
}

/** The file's own words for a column's type. */
export function typeName(node: SchemaTree): string {
  const { element, children } = node;
  const type = written(element) || element.type || (children.length > 0 ? "STRUCT" : "");
  return element.scale === undefined ? type : `${type}(${element.precision ?? ""},${element.scale})`;
}
