import type { Collection } from "#connectors/collection.ts";
import type { ErasureSample } from "#connectors/erase.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import { disclosedFields } from "#connectors/lineage.ts";

const longest = 200;

/** A row before and after as people look at it: the disclosed fields, as text, cut where they are long. */
export function sampled(collection: Collection, before: JsonObject, after: JsonObject | null): ErasureSample {
  const fields = disclosedFields(collection);
  const shown = (record: JsonObject) =>
    Object.fromEntries(fields.map((field) => [field, cut(record[field])]));
  return { before: shown(before), after: after === null ? null : shown(after) };
}

function cut(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = textOf(value) ?? JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
