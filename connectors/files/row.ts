import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject, parseExact, textOf } from "#connectors/json.ts";
import type { Condition } from "#connectors/language/condition.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { type FieldPath, hasMany } from "#connectors/language/field-path.ts";
import type { Identify } from "#connectors/language/identify.ts";
import { foldAscii, neededFields } from "#connectors/lineage.ts";
import { textsOf } from "#connectors/sql/forms.ts";

/** The plain values to which a path leads in a record, as texts; none where there is nothing. */
function valuesAt(record: JsonObject, path: FieldPath): string[] {
  let values: unknown[] = [record[path.column]];
  for (const step of path.steps) {
    values = values.map(opened).flatMap((value) => {
      if (step.kind === "each") return Array.isArray(value) ? value : [];
      return isObject(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    });
  }
  return values.flatMap((value) => {
    const text = typeof value === "boolean" ? String(value) : textOf(value);
    return text === undefined || text === "" ? [] : [text];
  });
}

/** A column may hold JSON as a text. */
function opened(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return parseExact(value);
  } catch {
    return undefined;
  }
}

/** Whether a record fulfils all conditions. Nothing at all counts as `null`, and is none of any other values. */
export function passes(record: JsonObject, conditions: readonly Condition[]): boolean {
  return conditions.every(({ field, is, values }) => {
    const wanted = values.map((value) => (value === null ? null : String(value)));
    const held = valuesAt(record, field);
    const found = held.length === 0 ? wanted.includes(null) : held.some((text) => wanted.includes(text));
    return found === (is === "one_of");
  });
}

/** How one identifier is looked for in one place of a record. */
export type Search = {
  holds(record: JsonObject): boolean;
  /** A text that every record has which holds it; null where it can be written in several ways. */
  text: string | null;
};

/** The search for an identifier's value, or null where no record can hold it. */
export function searchFor(identify: Identify, value: string): Search | null {
  const { fields, form, when } = identify;
  const parts = fields.length === 1 ? [value] : partsOf(value, fields.length);
  if (parts === null) return null;
  if (fields.length > 1 && fields.some(hasMany)) {
    throw new ConnectorError(
      "misconfigured",
      "A composite identifier cannot be looked for in lists of a file.",
    );
  }
  const texts = parts.map(
    (part, place) => new Set(textsOf({ ...identify, prefix: place === 0 ? identify.prefix : "" }, part)),
  );
  if (texts.some((one) => one.size === 0)) return null;
  const [first] = fields;
  const isPlain = first.steps.length === 0;
  const known = form === "exact" ? [...(texts[0] ?? [])][0] : form === "email" ? "@" : undefined;
  return {
    holds: (record) =>
      fields.every((path, place) =>
        valuesAt(record, path).some((text) => texts[place]?.has(written(form, text))),
      ) && passes(record, when),
    text: isPlain && known !== undefined && (form === "exact" || value.includes("@")) ? known : null,
  };
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

function written(form: Identify["form"], text: string): string {
  if (form === "email") return foldAscii(text);
  return form === "exact" ? text : text.replace(form === "digits" ? /[^0-9]/g : /[^0-9+]/g, "");
}

/** What a record says of an identifier: its value, or the JSON array of its parts. */
export function identifiersIn(record: JsonObject, { fields, prefix, when }: Identify): string[] {
  if (!passes(record, when)) return [];
  const parts = fields.map((path) => valuesAt(record, path));
  const bare = (text: string) => (text.startsWith(prefix) ? [text.slice(prefix.length)] : []);
  if (parts.length === 1) return (parts[0] ?? []).flatMap(bare).filter((text) => text !== "");
  const [head = "", ...tail] = parts.map((values) => values[0] ?? "");
  const whole = [...bare(head), ...tail].filter((text) => text !== "");
  return whole.length === fields.length ? [JSON.stringify(whole)] : [];
}

/** The combinations of values by which a record is tied at these places; several where a place is a list. */
export function tiesOf(record: JsonObject, paths: readonly FieldPath[]): string[] {
  let ties: string[][] = [[]];
  for (const path of paths) {
    const values = valuesAt(record, path);
    ties = ties.flatMap((tie) => values.map((value) => [...tie, value]));
  }
  return ties.map((tie) => (tie.length === 1 ? (tie[0] ?? "") : JSON.stringify(tie)));
}

/** The person's key in a record of a root: its text, or the JSON array of several; undefined where one is missing. */
export function subjectOf(record: JsonObject, keys: readonly string[]): string | undefined {
  const parts = keys.map((key) => textOf(record[key]));
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.length === 1 ? parts[0] : JSON.stringify(parts);
}

/** Every column that the map names for a collection, those that other collections are tied to among them. */
export function columnsOf(collection: Collection, all: readonly Collection[]): string[] {
  const conditions = [
    ...collection.where,
    ...collection.belongs.flatMap((edge) => edge.when),
    ...[...collection.match, ...collection.yields].flatMap((one) => one.when),
  ];
  return [
    ...new Set([
      ...neededFields(collection),
      ...conditions.map((one) => one.field.column),
      ...edgesTo(collection, all).flatMap((edge) => edge.on.map((tie) => tie.theirs.column)),
      ...Object.values(collection.likeness ?? {}).filter((column) => column !== undefined),
    ]),
  ];
}

/** The edges of other collections that lead to this one. */
export function edgesTo(collection: Collection, all: readonly Collection[]): Edge[] {
  return all.flatMap((one) => one.belongs.filter((edge) => edge.to === collection.name));
}
