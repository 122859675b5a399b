import type { Collection } from "#connectors/collection.ts";
import { effectValues } from "#connectors/correctable.ts";

/** A new value of a member of a document as JSON: a truth or a number where the map sets one there, else a text. */
export function memberJson(collection: Collection, field: string, value: string | null): string {
  if (value === null) return "null";
  const set = effectValues(collection, field);
  const truth = set.some((one) => typeof one === "boolean") && /^(true|false)$/.test(value);
  const number =
    set.some((one) => typeof one === "number") && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value);
  return truth || number ? value : JSON.stringify(value);
}

/** What stands at a place of a document, as text; null where nothing does, or something that has members itself. */
export function memberText(document: string | null, members: readonly string[]): string | null {
  if (document === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(document);
  } catch {
    return null;
  }
  for (const name of members) {
    if (value === null || typeof value !== "object" || Array.isArray(value) || !Object.hasOwn(value, name))
      return null;
    value = (value as Record<string, unknown>)[name];
  }
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}
