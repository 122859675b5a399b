import type { Collection } from "#connectors/collection.ts";
import type { Corrector } from "#connectors/correct.ts";
import { collectionOfRow } from "#connectors/correctable.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { textOf } from "#connectors/json.ts";
import { fieldPath } from "#connectors/language/field-path.ts";
import type { Shop } from "../erase/act.ts";
import { recordsNow } from "../erase/standing.ts";
import { valuesOf } from "../field.ts";
import { correctOf } from "./reach.ts";

/** What rows hold now, each asked for anew by its key. */
export async function now(
  { base, caller }: Shop,
  collections: readonly Collection[],
  rows: Parameters<Corrector["now"]>[0],
): ReturnType<Corrector["now"]> {
  const held: (Record<string, string | null> | null)[] = [];
  for (const one of rows) {
    const collection = collectionOfRow(collections, one);
    const look = correctOf(collection)?.look ?? collection.http?.erase?.look;
    if (look === undefined)
      throw new ConnectorError(
        "misconfigured",
        `The data map does not say how one record of ${one.collection} is looked at.`,
      );
    const [record, ...more] = await recordsNow(look, collection, one.row, base, caller);
    if (more.length > 0)
      throw new ConnectorError("bad_answer", `Several records of ${one.collection} have the same key.`);
    held.push(
      record === undefined
        ? null
        : Object.fromEntries(
            one.fields.map((field) => {
              const path = fieldPath(field);
              const [value = null] = path === null ? [record[field]] : valuesOf(record, path);
              return [field, value === null ? null : (textOf(value) ?? JSON.stringify(value))];
            }),
          ),
    );
  }
  return held;
}
