import type { Entry, Filter } from "ldapts";
import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import { compact, valuesOf } from "../entry.ts";
import { and, attributeOf, equal, reachOf } from "../filter.ts";
import { isBinary } from "../schema.ts";
import { type Asking, attributesOf } from "../walk.ts";

/** The attribute that a field of the map names. */
export const attributeNamed = (field: string, collection: Collection, { schema }: Asking): string =>
  attributeOf(pathOf(field), collection, schema);

/** Throws `misconfigured` for what is no key of this collection; `more` values may stand after it. */
export function checkRow(row: RowKey, collection: Collection, more = 0): void {
  const isKey = row.length === collection.key.length + more;
  if (isKey && row.every((part) => typeof part === "string" && part !== "")) return;
  throw new ConnectorError("misconfigured", `A row of ${collection.name} is not named by its key.`);
}

/** An entry's key as it stands in a plan. Throws `bad_answer` for an entry that has none, or several. */
export function rowOf(entry: Entry, collection: Collection, asking: Asking): RowKey {
  return collection.key.map((field) => {
    const [value, ...more] = valuesOf(entry, attributeNamed(field, collection, asking), asking.schema);
    if (value !== undefined && value !== "" && more.length === 0) return value;
    throw new ConnectorError(
      "bad_answer",
      `An entry of ${collection.name} has no key of its own, so it cannot be named.`,
    );
  });
}

/**
 * The entry that a row names, with `fields` besides what the map needs; undefined where there is none. Throws
 * `misconfigured` where there are several.
 */
export async function entryAt(
  asking: Asking,
  collection: Collection,
  row: RowKey,
  fields: readonly string[] = [],
): Promise<Entry | undefined> {
  const { client, schema, settings } = asking;
  const { base, only } = reachOf(collection, settings.base, schema);
  const key = collection.key.map(
    (field, at) => [attributeNamed(field, collection, asking), row[at] ?? ""] as const,
  );
  const dn = key.find(([attribute]) => attribute === "dn")?.[1];
  const filters: Filter[] = [
    only,
    ...key.flatMap(([name, value]) => (name === "dn" ? [] : [equal(name, value)])),
  ];
  if (dn !== undefined && !isBelow(dn, base)) return undefined;
  const wanted = [
    ...attributesOf(collection, asking),
    ...fields.map((field) => attributeNamed(field, collection, asking)),
  ];
  const attributes = [...new Set(wanted)].filter((name) => name !== "dn");
  const { searchEntries } = await client
    .search(dn ?? base, {
      scope: dn === undefined ? "sub" : "base",
      filter: and(filters),
      attributes: attributes.length === 0 ? ["1.1"] : attributes,
      explicitBufferAttributes: attributes.filter((name) => {
        const type = schema.attribute(name);
        return type !== undefined && isBinary(type);
      }),
    })
    .catch((error: unknown) => {
      // A name that is not there, or that is none.
      if (dn !== undefined && [32, 34].includes(Number((error as { code?: unknown }).code)))
        return { searchEntries: [] };
      throw error;
    });
  // The directory takes more for the same than it is: each is compared again.
  const same = searchEntries.filter((entry) =>
    key.every(([name, value]) =>
      name === "dn"
        ? plainName(entry.dn) === plainName(value)
        : valuesOf(entry, name, schema).includes(value),
    ),
  );
  if (same.length > 1)
    throw new ConnectorError(
      "misconfigured",
      `Several entries of ${collection.name} have the same key. Nothing was changed.`,
    );
  return same[0];
}

/** A name without what may differ in how it is written. */
const plainName = (dn: string): string => dn.replace(/\s*([,=+])\s*/g, "$1").toLowerCase();
/** True for names of entries below another one. */
export const isBelow = (dn: string, base: string): boolean => plainName(dn).endsWith(`,${plainName(base)}`);

/** An entry as a record of the collection's fields. */
export function recordOf(
  entry: Entry,
  collection: Collection,
  asking: Asking,
  more: readonly string[] = [],
): JsonObject {
  const record: JsonObject = {};
  for (const field of new Set([...Object.keys(collection.fields), ...more])) {
    if (collection.fields[field]?.disclose === "never" && !more.includes(field)) continue;
    record[field] = compact(valuesOf(entry, attributeNamed(field, collection, asking), asking.schema));
  }
  return record;
}
