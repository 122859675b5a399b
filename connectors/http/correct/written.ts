import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { RowChanged } from "#connectors/correct.ts";
import { type Due, effectValues, jsonFor, otherSort } from "#connectors/correctable.ts";
import { isObject, type JsonObject } from "#connectors/json.ts";
import { withValue } from "#connectors/language/place.ts";
import type { Looked } from "../erase/look.ts";
import { valuesOf } from "../field.ts";
import { placeOf } from "./reach.ts";

/** A record with new values at their places: the whole of it, and the members that differ. */
export function written(
  collection: Collection,
  { raw, record }: Looked,
  due: readonly Due[],
): { whole: JsonObject; members: JsonObject } | RowChanged {
  let whole: unknown = raw;
  for (const { field, value } of due) {
    const path = pathOf(field);
    const json = jsonFor(value, valuesOf(record, path)[0], effectValues(collection, field));
    if (json === undefined) return otherSort(field);
    whole = withValue(whole, placeOf(collection, path) ?? [], json);
    if (whole === undefined) return { outcome: "refused", why: `The record has no place for ${field}.` };
  }
  if (!isObject(whole)) return { outcome: "refused", why: "The record has no place for the new value." };
  const members: JsonObject = Object.create(null);
  for (const [name, value] of Object.entries(whole)) if (value !== raw[name]) members[name] = value;
  return { whole, members };
}
