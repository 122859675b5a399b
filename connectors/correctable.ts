import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { CorrectableField, HeldType, RowChange, RowChanged } from "#connectors/correct.ts";
import type { RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { valuesOf } from "#connectors/http/field.ts";
import { exactNumber, type JsonObject, textOf } from "#connectors/json.ts";
import type { FieldPath } from "#connectors/language/field-path.ts";
import { ownedPart } from "#connectors/owned-part.ts";

/** What a kind of system says of a field: why it cannot change it there, or null, and what it can hold. */
export type Judged = { why: string | null; type: HeldType };

/** What any text fits into. */
const anyText: HeldType = { kind: "text", nullable: true, most: null, choices: null };

type Scalar = string | number | boolean | null;

/** The fields that effects of a collection set, each once. */
export function effectFields({ effects }: Collection): string[] {
  return [...new Set(effects.flatMap((one) => Object.keys({ ...one.set, ...one.lifted })))];
}

/** The values that effects of a collection give a field. */
export function effectValues(collection: Collection, field: string): Scalar[] {
  return collection.effects.flatMap((one) =>
    [one.set, one.lifted ?? {}].flatMap((values) =>
      Object.hasOwn(values, field) ? [values[field] ?? null] : [],
    ),
  );
}

/** The type of a field whose system names none: what effects of the map give it, else text. */
export function typeFromEffects(collection: Collection, field: string): HeldType {
  const kinds = new Set(
    effectValues(collection, field).flatMap((value) => (value === null ? [] : [typeof value])),
  );
  const [only, ...more] = kinds;
  return more.length === 0 && (only === "boolean" || only === "number")
    ? { ...anyText, kind: only }
    : anyText;
}

/** The columns of a collection by which its rows, its people or rows of others are found. */
function identifyingColumns(collection: Collection, all: readonly Collection[]): Set<string> {
  const ways = [...collection.match, ...collection.yields];
  return new Set([
    ...collection.key,
    ...collection.subject_key,
    ...ways.flatMap((one) => one.fields.map((path) => path.column)),
    ...[...collection.where, ...ways.flatMap((one) => one.when)].map((one) => one.field.column),
    ...collection.belongs.flatMap((edge) => [
      ...edge.on.map((tie) => tie.own.column),
      ...edge.when.map((one) => one.field.column),
    ]),
    ...all.flatMap((other) =>
      other.belongs
        .filter((edge) => edge.to === collection.name)
        .flatMap((edge) => edge.on.map((tie) => tie.theirs.column)),
    ),
  ]);
}

/**
 * Every field that the map lets be corrected or set by an effect, each judged. What the map leaves to a person is left to
 * them.
 */
export function correctableFields(
  collections: readonly Collection[],
  judge: (collection: Collection, path: FieldPath) => Judged,
): CorrectableField[] {
  return collections.flatMap((collection) => {
    const identifying = identifyingColumns(collection, collections);
    const set = effectFields(collection);
    const named = Object.entries(collection.fields).flatMap(([field, { correct }]) =>
      correct === undefined || correct.by === "never" ? [] : [field],
    );
    return [...new Set([...named, ...set])].map((field): CorrectableField => {
      const path = pathOf(field);
      const judged = judge(collection, path);
      const why = hindered(collection, path) ?? judged.why;
      const base = {
        collection: collection.name,
        field,
        type: judged.type,
        identifies: identifying.has(path.column),
      };
      return why === null ? { ...base, by: "write", why } : { ...base, by: "ask", why };
    });
  });
}

/** The same for kinds in which a root belongs to nothing: of rows in which somebody else has a part a person decides. */
export function correctableOwn(
  collections: readonly Collection[],
  judge: (collection: Collection, path: FieldPath) => Judged,
): CorrectableField[] {
  const own = new Set(ownedPart(collections).map((one) => one.name));
  return correctableFields(collections, (collection, path) => {
    const judged = judge(collection, path);
    if (own.has(collection.name)) return judged;
    return { ...judged, why: `Somebody else has a part in every record of ${collection.name}.` };
  });
}

function hindered(collection: Collection, { text, column, steps }: FieldPath): string | null {
  const { name, key, subject_key: subject, fields } = collection;
  const written = fields[text];
  if (written?.correct?.by === "ask")
    return written.correct.why ?? `The data map leaves ${text} of ${name} to a person.`;
  if (key.length === 0) return `The data map gives ${name} no key by which one record is known.`;
  if (key.includes(column) || subject.includes(column))
    return `${text} is by what a record of ${name} is known.`;
  if ((written ?? fields[column])?.disclose === "never") return `${text} of ${name} is never read.`;
  if (steps.some((step) => step.kind === "each")) return `${text} of ${name} is a list.`;
  return null;
}

/** A value as text, as `Cell` has it. */
function heldText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return textOf(value) ?? (typeof value === "boolean" ? String(value) : JSON.stringify(value));
}

/** What a field of a record says, as text. */
export const heldIn = (record: JsonObject, field: string): string | null =>
  heldText(valuesOf(record, pathOf(field))[0]);

/** What several values of one field say together: alone where they are alike, else as the JSON list of them. */
export function heldTexts(texts: readonly (string | null)[]): string | null {
  const [only = null, ...more] = new Set(texts);
  return more.length === 0 ? only : JSON.stringify([only, ...more]);
}

/**
 * A new value as JSON, of the sort that stands there: a number stays a number. Where nothing stands there, of the sort
 * that an effect of the map gives. Undefined where the text is none of that sort.
 */
export function jsonFor(text: string | null, standing: unknown, given: readonly Scalar[]): unknown {
  if (text === null) return null;
  const like = standing ?? given.find((value) => value !== null && String(value) === text) ?? "";
  if (typeof like === "string") return text;
  if (typeof like === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  if (textOf(like) !== undefined)
    return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) ? exactNumber(text) : undefined;
  try {
    const read: unknown = JSON.parse(text);
    return read !== null && typeof read === "object" && Array.isArray(read) === Array.isArray(like)
      ? read
      : undefined;
  } catch {
    return undefined;
  }
}

/** Said of a value that is of another sort than what stands there. */
export const otherSort = (field: string): RowChanged => ({
  outcome: "refused",
  why: `${field} holds a value of another kind there.`,
});

export type Due = RowChange["fields"][number];

/** How a field stands to a change of it: what is asked for is there, what was seen is there, or something else is. */
export type Standing = "done" | "open" | "unseen";

/** Of a field of one value. */
export const standingOf = (held: string | null, { seen, value }: Due): Standing =>
  held === value ? "done" : held === seen ? "open" : "unseen";

/** What of a change is left to do: nothing may stand there but what was seen, or what is asked for. */
export function weighed(
  { fields }: RowChange,
  standing: (due: Due) => Standing,
): { due: Due[] } | RowChanged {
  const due = fields.filter((one) => standing(one) !== "done");
  const unseen = due.filter((one) => standing(one) === "unseen").map((one) => one.field);
  if (unseen.length > 0) return { outcome: "conflict", fields: unseen };
  return due.length === 0 ? { outcome: "already" } : { due };
}

/** The collection of rows. Throws `misconfigured` for one that the map does not have, or where a row is not named by its key. */
export function collectionOfRow(
  collections: readonly Collection[],
  { collection: name, row }: { collection: string; row: RowKey },
): Collection {
  const collection = collections.find((one) => one.name === name);
  if (collection === undefined)
    throw new ConnectorError("misconfigured", "The data map does not have the collection of a row.");
  const isKey = row.length === collection.key.length && row.length > 0;
  if (isKey && row.every((part) => typeof part === "string" && part !== "")) return collection;
  throw new ConnectorError("misconfigured", `A row of ${name} is not named by its key.`);
}

/** Throws `misconfigured` where one of these fields is none that can be written, or is named twice. */
export function checkWritable(change: RowChange, fields: readonly CorrectableField[]): void {
  const names = change.fields.map((one) => one.field);
  const wrong = names.find(
    (name, at) =>
      names.indexOf(name) !== at ||
      !fields.some((one) => one.collection === change.collection && one.field === name && one.by === "write"),
  );
  if (wrong === undefined && names.length > 0) return;
  throw new ConnectorError("misconfigured", `Not every field of ${change.collection} can be changed here.`);
}
