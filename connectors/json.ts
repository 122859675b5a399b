import { ConnectorError } from "#connectors/errors.ts";

// Part of the language in Node 24, not yet of the compiler's library.
type RawJson = { rawJSON: string };
const exact = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): RawJson;
  isRawJSON(value: unknown): value is RawJson;
};

// Only text with a long run of digits or an exponent can hold a number that changes when read.
const delicate = /[0-9.]{16}|[0-9][eE]/;

/** Reads JSON without changing a digit: numbers that a double cannot hold are kept as they were written. */
export function parseExact(text: string): unknown {
  if (!delicate.test(text)) return JSON.parse(text);
  return exact.parse(text, (_key, value, context) =>
    typeof value === "number" && context.source !== undefined && String(value) !== context.source
      ? exact.rawJSON(context.source)
      : value,
  );
}

/** A number by its digits: `12.30` stays `12.30`, however long. Throws `SyntaxError` for what is no JSON number. */
export function exactNumber(digits: string): unknown {
  return exact.rawJSON(digits);
}

/** The text of a key or identifier in JSON, or undefined where it is absent, null or no plain value. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return exact.isRawJSON(value) ? value.rawJSON : undefined;
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !exact.isRawJSON(value);
}

/** The names along a JSON pointer (RFC 6901). */
export function pointerSteps(pointer: string): string[] {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a JSON pointer (RFC 6901), or undefined. */
export function at(document: unknown, pointer: string): unknown {
  let value = document;
  for (const name of pointerSteps(pointer)) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return undefined;
    // RFC 6901: of an array only elements, not its length.
    if (Array.isArray(value) && !/^(?:0|[1-9][0-9]*)$/.test(name)) return undefined;
    value = (value as JsonObject)[name];
  }
  return value;
}

/** One record line: key, tab, the declared fields that are there. Throws `bad_answer` where it cannot be written. */
export function recordLine(via: string, record: JsonObject, fields: readonly string[]): string {
  // A record without a prototype: a field named __proto__ is a field like any other.
  const shown: JsonObject = Object.create(null);
  for (const field of fields) if (Object.hasOwn(record, field)) shown[field] = record[field];
  try {
    return `${via}\t${JSON.stringify(shown)}\n`;
  } catch {
    throw new ConnectorError("bad_answer", "The system answered with a record that is nested too deeply.");
  }
}
