import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";

/** The collection that a header describes, and the field of each of its columns. */
export type Columns = { collection: Collection; fields: string[] };

const bad = (sentence: string) => new ConnectorError("bad_answer", sentence);
const plain = (text: string) => text.trim().toLowerCase();

/** Finds the one collection whose fields, by name or label, are the columns of this header. Throws `bad_answer`. */
export function columnsOf(header: readonly string[], collections: readonly Collection[]): Columns {
  const [first] = collections;
  if (first === undefined)
    throw new ConnectorError("misconfigured", "The data map names no collection for this answer.");
  const readings = collections.map((collection) => ({
    collection,
    fields: header.map((name) => fieldOf(name, collection)),
  }));
  const best = readings.sort((a, b) => missing(a.fields) - missing(b.fields))[0] ?? {
    collection: first,
    fields: [],
  };
  const fields: string[] = [];
  for (const [place, field] of best.fields.entries()) {
    if (field === undefined) {
      throw bad(
        `Column ${place + 1} of the first line is not one we know. Known columns: ${known(best.collection)}.`,
      );
    }
    if (fields.includes(field)) throw bad(`Column ${place + 1} of the first line is there twice.`);
    fields.push(field);
  }
  return { collection: best.collection, fields };
}

const missing = (fields: readonly (string | undefined)[]) =>
  fields.filter((field) => field === undefined).length;

function fieldOf(name: string, collection: Collection): string | undefined {
  return Object.entries(collection.fields).find(
    ([field, one]) => plain(field) === plain(name) || plain(one.label) === plain(name),
  )?.[0];
}

function known(collection: Collection): string {
  return Object.entries(collection.fields)
    .map(([field, one]) => `${one.label} (${field})`)
    .join(", ");
}
