import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { RowChanged } from "#connectors/correct.ts";
import { type Due, effectValues, jsonFor, otherSort } from "#connectors/correctable.ts";
import { isObject, type JsonObject } from "#connectors/json.ts";
import type { Step } from "#connectors/language/place.ts";
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

/** A copy with a value at a place, objects on the way made where they are missing; undefined where there is no such place. */
function withValue(document: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(document)) {
    const at = Number(step);
    const index = at < 0 ? document.length + at : at;
    if (!Number.isInteger(index) || index < 0 || index >= document.length) return undefined;
    const inner = withValue(document[index], rest, value);
    return inner === undefined ? undefined : document.with(index, inner);
  }
  const object = document ?? {};
  if (typeof step === "number" || !isObject(object)) return undefined;
  const inner = withValue(Object.hasOwn(object, step) ? object[step] : undefined, rest, value);
  if (inner === undefined) return undefined;
  // Without a prototype: a member named __proto__ is a member like any other.
  const copy: JsonObject = Object.assign(Object.create(null), object);
  copy[step] = inner;
  return copy;
}
