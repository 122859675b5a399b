import {
  AndFilter,
  EqualityFilter,
  type Filter,
  NotFilter,
  OrFilter,
  PresenceFilter,
  SubstringFilter,
} from "ldapts";
import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Condition } from "#connectors/language/condition.ts";
import type { FieldPath } from "#connectors/language/field-path.ts";
import type { Identify } from "#connectors/language/identify.ts";
import { foldAscii } from "#connectors/lineage.ts";
import { textsOf } from "#connectors/sql/forms.ts";
import type { Schema } from "./schema.ts";

/** Where a collection's entries are, and which of them are its own. */
export type Reach = { base: string; only: Filter };

/**
 * `table` may be the name of a place (`ou=people,dc=example,dc=com`) or of an object class; without it everything
 * below the base of the settings is looked at. `where` says which entries.
 */
export function reachOf(collection: Collection, base: string, schema: Schema): Reach {
  const table = collection.table ?? "";
  const isPlace = table.includes("=");
  const parts = [
    ...(table === "" || isPlace ? [] : [new EqualityFilter({ attribute: "objectClass", value: table })]),
    ...collection.where.map((one) => conditionFilter(one, collection, schema)),
  ];
  const all = new PresenceFilter({ attribute: "objectClass" });
  return { base: isPlace ? table : base, only: parts.length === 0 ? all : and(parts) };
}

export const and = (filters: Filter[]): Filter =>
  filters.length === 1 && filters[0] !== undefined ? filters[0] : new AndFilter({ filters });
export const or = (filters: Filter[]): Filter =>
  filters.length === 1 && filters[0] !== undefined ? filters[0] : new OrFilter({ filters });
export const equal = (attribute: string, value: string): Filter => new EqualityFilter({ attribute, value });

/** A condition of the map; the library writes values as bytes of their own, never as text of the filter. */
export function conditionFilter(
  { field, is, values }: Condition,
  collection: Collection,
  schema: Schema,
): Filter {
  const attribute = attributeOf(field, collection, schema);
  const one = or(
    values.map((value) =>
      value === null
        ? new NotFilter({ filter: new PresenceFilter({ attribute }) })
        : equal(attribute, typeof value === "boolean" ? String(value).toUpperCase() : String(value)),
    ),
  );
  return is === "one_of" ? one : new NotFilter({ filter: one });
}

/** The attribute that a path of the map names. Throws `schema_changed` where the directory does not know it. */
export function attributeOf(field: FieldPath, collection: Collection, schema: Schema): string {
  if (field.steps.some((step) => step.kind === "member"))
    throw new ConnectorError(
      "misconfigured",
      `${collection.name}: a directory has no place inside ${field.column}.`,
    );
  if (field.column === "dn") return "dn";
  const known = schema.attribute(field.column);
  if (known === undefined)
    throw new ConnectorError(
      "schema_changed",
      `The directory no longer has ${field.column} of ${collection.name}.`,
    );
  return known.name;
}

/** How one identifier is looked for: a filter that lets through too many, and the exact word on each entry. */
export type Search = { filter: Filter; holds(valuesOf: (attribute: string) => string[]): boolean };

/** The search for an identifier's value in a collection, or null where no entry can hold it. */
export function searchFor(
  identify: Identify,
  value: string,
  collection: Collection,
  schema: Schema,
): Search | null {
  const { fields, form, prefix } = identify;
  const parts = fields.length === 1 ? [value] : partsOf(value, fields.length);
  if (parts === null) return null;
  const looked = fields.map((field, place) => {
    const attribute = attributeOf(field, collection, schema);
    const texts = textsOf({ ...identify, prefix: place === 0 ? prefix : "" }, parts[place] ?? "");
    return {
      attribute,
      texts: new Set(texts),
      filter: filterFor(attribute, texts, form, collection, schema),
    };
  });
  if (looked.some(({ texts }) => texts.size === 0)) return null;
  const written = (text: string) => {
    if (form === "email") return foldAscii(text);
    return form === "exact" ? text : text.replace(form === "digits" ? /[^0-9]/g : /[^0-9+]/g, "");
  };
  return {
    filter: and([
      ...looked.map(({ filter }) => filter),
      ...identify.when.map((one) => conditionFilter(one, collection, schema)),
    ]),
    holds: (valuesOf) =>
      looked.every(({ attribute, texts }) => valuesOf(attribute).some((text) => texts.has(written(text)))),
  };
}

/** A filter that holds wherever one of the texts stands, however it is written there. */
function filterFor(
  attribute: string,
  texts: readonly string[],
  form: Identify["form"],
  collection: Collection,
  schema: Schema,
): Filter {
  const known = schema.attribute(attribute);
  const loose = form === "digits" || form === "phone";
  if (known === undefined || !(known.isEqualKnown || (loose && known.isPartKnown))) {
    // The directory would answer "nothing" to a question that it cannot put.
    throw new ConnectorError(
      "misconfigured",
      `${collection.name} cannot be searched by ${attribute}: the directory does not compare it.`,
    );
  }
  if (loose && known.isPartKnown) {
    const shortest = [...texts].sort((a, b) => a.length - b.length)[0] ?? "";
    const digits = shortest.replace(/[^0-9]/g, "").slice(-12);
    if (digits !== "") return new SubstringFilter({ attribute, any: [...digits] });
  }
  return texts.length === 0
    ? new PresenceFilter({ attribute })
    : or(texts.map((text) => equal(attribute, text)));
}

function partsOf(value: string, count: number): string[] | null {
  try {
    const parts: unknown = JSON.parse(value);
    return Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === "string")
      ? parts
      : null;
  } catch {
    return null;
  }
}
