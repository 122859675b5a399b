import type { Collection } from "#connectors/collection.ts";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject, textOf } from "#connectors/json.ts";
import type { Condition } from "#connectors/language/condition.ts";
import { type FieldPath, fieldPath } from "#connectors/language/field-path.ts";
import type { Identify } from "#connectors/language/identify.ts";
import { foldAscii } from "#connectors/lineage.ts";
import { textsOf } from "#connectors/sql/forms.ts";

/** Every value at a path of a record; none where the way there is missing. */
export function valuesOf(item: JsonObject, path: FieldPath): unknown[] {
  let values: unknown[] = Object.hasOwn(item, path.column) ? [item[path.column]] : [];
  for (const step of path.steps) {
    values = values.flatMap((value) => {
      if (step.kind === "each") return Array.isArray(value) ? value : [];
      return isObject(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    });
  }
  return values;
}

/** The values at a path that are plain, each as it stands and as text. Throws `schema_changed` where the field is gone. */
export function neededValues(
  item: JsonObject,
  path: FieldPath,
  collection: Collection,
): { text: string; json: unknown }[] {
  if (!Object.hasOwn(item, path.column)) {
    throw new ConnectorError(
      "schema_changed",
      `The system sent a record of ${collection.name} without ${path.column}.`,
    );
  }
  return valuesOf(item, path).flatMap((json) => {
    const text = textOf(json);
    if (text === undefined) return [];
    if (!text.isWellFormed()) {
      throw new ConnectorError(
        "bad_answer",
        `The system sent a record of ${collection.name} whose ${path.column} is no proper text.`,
      );
    }
    return [{ text, json }];
  });
}

/** A field that the walk depends on, as text. Throws `schema_changed` where the system no longer sends it. */
export function fieldOf(item: JsonObject, field: string, collection: Collection): string {
  const [value] = neededValues(
    item,
    fieldPath(field) ?? { column: field, steps: [], text: field },
    collection,
  );
  if (value === undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The system sent a record of ${collection.name} without ${field}.`,
    );
  }
  return value.text;
}

/** Whether a record is as the conditions say; `null` stands for no value. */
export function holds(conditions: readonly Condition[], item: JsonObject): boolean {
  return conditions.every(({ field, is, values }) => {
    const found = valuesOf(item, field).filter((value) => value !== null && value !== undefined);
    const texts = found.map((value) => (typeof value === "boolean" ? String(value) : textOf(value)));
    const one = values.some((value) => (value === null ? found.length === 0 : texts.includes(String(value))));
    return one === (is === "one_of");
  });
}

/**
 * Whether a record holds the identifier that was asked for. Throws `schema_changed` where none of the fields in which
 * it could stand is there any more.
 */
export function isAbout(asked: KnownIdentifier, item: JsonObject, collection: Collection): boolean {
  const ways = collection.match.filter((one) => one.kind === asked.kind && holds(one.when, item));
  const [first] = ways;
  if (first !== undefined && ways.every((one) => !Object.hasOwn(item, one.fields[0].column))) {
    neededValues(item, first.fields[0], collection);
  }
  return ways.some((one) =>
    valuesOf(item, one.fields[0]).some((value) => {
      const text = textOf(value);
      return text !== undefined && isSame(one, asked.value, text);
    }),
  );
}

function isSame(how: Identify, asked: string, stored: string): boolean {
  if (!stored.startsWith(how.prefix)) return false;
  const text = stored.slice(how.prefix.length);
  if (text === asked) return true;
  switch (how.form) {
    case "exact":
      return false;
    case "email":
      return foldAscii(text) === foldAscii(asked);
    case "digits":
    case "phone": {
      const written = text.replace(how.form === "digits" ? /[^0-9]/g : /[^0-9+]/g, "");
      return textsOf({ ...how, prefix: "" }, asked).includes(written);
    }
  }
}

/** The identifiers that a record yields. */
export function* yieldedBy(collection: Collection, item: JsonObject): Generator<KnownIdentifier> {
  for (const { kind, fields, prefix, when } of collection.yields) {
    if (!holds(when, item)) continue;
    const [only, ...more] = fields;
    if (more.length > 0) {
      const parts = fields.map((path) => textOf(valuesOf(item, path)[0]));
      if (parts.every((part) => part !== undefined && part !== ""))
        yield { kind, value: JSON.stringify(parts) };
      continue;
    }
    for (const value of valuesOf(item, only)) {
      const text = textOf(value);
      if (text?.startsWith(prefix) && text.length > prefix.length)
        yield { kind, value: text.slice(prefix.length) };
    }
  }
}
