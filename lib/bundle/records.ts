import type { Collection } from "#connectors/collection.ts";
import { HabeasError } from "#lib/core/errors.ts";

/** The columns that a person may see, in the data map's order. */
export function columnsOf(collection: Collection): string[] {
  return Object.entries(collection.fields).flatMap(([key, field]) =>
    field.disclose === "never" ? [] : [key],
  );
}

/** Whole numbers that a double cannot hold, which JSON.parse would round. */
const longNumber = /[0-9]{16}/;

/** One JSON object. Numbers too long for a double come as their own digits. Throws `conflict`. */
export function parseRecord(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = longNumber.test(json) ? JSON.parse(json, keepDigits) : JSON.parse(json);
  } catch {
    throw new HabeasError("conflict", "A record is not valid JSON, so the bundle was not built.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new HabeasError("conflict", "A record is not a JSON object, so the bundle was not built.");
  }
  return value as Record<string, unknown>;
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && longNumber.test(source) ? source : value;
}
