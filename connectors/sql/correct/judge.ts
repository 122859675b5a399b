import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { CorrectableField, HeldType } from "#connectors/correct.ts";
import { correctableFields, type Judged as FieldJudged, typeFromEffects } from "#connectors/correctable.ts";
import { type FieldPath, hasMany } from "#connectors/language/field-path.ts";
import type { Live } from "#connectors/sql/dialect.ts";
import { namesOf } from "#connectors/sql/erase/plan.ts";
import type { RowNames } from "#connectors/sql/erase/planned.ts";
import { incomingOf, type LiveTable, type LiveTables, type Reader } from "#connectors/sql/erase/store.ts";
import { graphOf, ownedOnly } from "#connectors/sql/graph.ts";
import type { Held, Pen, Rights } from "./pen.ts";

/** A field with what is needed to read and write it. */
export type Judged = {
  field: CorrectableField;
  /** Whether the map lets it be corrected or set by an effect. */
  listed: boolean;
  collection: Collection;
  path: FieldPath;
  table: LiveTable | undefined;
  names: RowNames | null;
};

type Looked<T> = {
  live: LiveTables;
  places: Live<T>;
  rights: Rights;
  pen: Pen<T>;
  owned: readonly Collection[];
};

const unknownType: HeldType = { kind: "other", nullable: true, most: null, choices: null };

/**
 * Every field that can be read, judged against the live tables: first those that the map lets be corrected or set by an
 * effect (`listed`), then what is only looked at.
 */
export async function judgedFields<T>(
  collections: readonly Collection[],
  reader: Reader<T>,
  pen: Pen<T>,
): Promise<Judged[]> {
  const question = reader.ask();
  const looked: Looked<T> = {
    live: reader.live,
    places: question.making.live,
    rights: await pen.rights(question),
    pen,
    owned: graphOf(collections, { follows: ownedOnly }).reached,
  };
  const listed = correctableFields(collections, (collection, path) =>
    judged(collection, path, collections, looked),
  );
  const fields = [...listed, ...onlyRead(collections, listed, looked)];
  return fields.flatMap((field) => {
    const collection = collections.find((one) => one.name === field.collection);
    if (collection === undefined) return [];
    const table = looked.live.tableOf(collection);
    const names = namesOf(collection, table, looked.places.placeOf(collection).unique);
    const path = pathOf(field.field);
    const unique = table?.keys.some((key) => key.includes(path.column)) === true;
    const identifies = field.identifies || unique;
    return [
      { field: { ...field, identifies }, listed: listed.includes(field), collection, path, table, names },
    ];
  });
}

/** Fields that nobody is to change and that are shown, such as the day on which something was agreed. */
function onlyRead<T>(
  collections: readonly Collection[],
  listed: readonly CorrectableField[],
  looked: Looked<T>,
): CorrectableField[] {
  return collections.flatMap((one) => {
    const shown = Object.entries(one.fields).flatMap(([name, { disclose }]) =>
      disclose === "yes" ? [name] : [],
    );
    const named = new Set([...shown, ...one.effects.flatMap(({ agreed_at: at }) => at ?? [])]);
    const open = [...named].filter(
      (name) => !listed.some((each) => each.collection === one.name && each.field === name),
    );
    return open.map((field): CorrectableField => {
      const { type } = judged(one, pathOf(field), collections, looked);
      const why = `The data map lets no ${field} of ${one.name} be corrected.`;
      return { collection: one.name, field, by: "ask", why, type, identifies: false };
    });
  });
}

function judged<T>(
  collection: Collection,
  path: FieldPath,
  collections: readonly Collection[],
  looked: Looked<T>,
): FieldJudged {
  const table = looked.live.tableOf(collection);
  const column = table?.columns.find((one) => one.name === path.column);
  const place = looked.places.placeOf(collection);
  const live = place.columns.get(path.column);
  const hindrance = hindered(collection, path, table, place.unique, looked);
  if (table === undefined || column === undefined || live === undefined)
    return {
      type: unknownType,
      why: hindrance ?? `The database has no column ${path.column} in ${collection.name}.`,
    };
  const held = looked.pen.held(live.type, column.type);
  const why = hindrance ?? hinderedColumn(collection, path, table, held, collections, looked);
  if (path.steps.length > 0) return { why, type: typeFromEffects(collection, path.text) };
  const choices = held.choices ?? looked.rights.choicesOf(table.sql, column.name);
  return { why, type: { kind: held.kind, nullable: column.nullable, most: held.most, choices } };
}

/** Why nothing of a collection can be written, in plain words. */
function hindered<T>(
  collection: Collection,
  path: FieldPath,
  table: LiveTable | undefined,
  unique: readonly (readonly string[])[],
  { owned }: Looked<T>,
): string | null {
  const { name } = collection;
  if (!owned.includes(collection))
    return `The rows of ${name} are not the person's alone, so somebody must look at each change.`;
  if (table === undefined) return `The database does not show the table of ${name} among its own.`;
  if (!table.writable) return `${name} is a view or the like, through which nothing can be written.`;
  if (namesOf(collection, table, unique) === null)
    return `Nothing tells the rows of ${name} apart: name its key in the data map.`;
  if (hasMany(path))
    return `${path.text} of ${name} stands in a list, in which no single value can be named.`;
  return null;
}

/** Why one column cannot be written, in plain words. */
function hinderedColumn<T>(
  collection: Collection,
  path: FieldPath,
  table: LiveTable,
  held: Held,
  collections: readonly Collection[],
  { live, rights, pen, places }: Looked<T>,
): string | null {
  const { column } = path;
  const what = `${column} of ${collection.name}`;
  const own = collection.fields[column];
  if (own?.disclose === "never") return `${what} is never read, so it cannot be seen what would be changed.`;
  if (collection.file_field?.field === column) return `${what} is a file.`;
  if (table.generated.has(column)) return `The database works out ${what} by itself.`;
  if (isKey(collection, table, column)) return `${what} is part of its key.`;
  const referred = incomingOf(live, table).find(({ reference }) => reference.toColumns.includes(column));
  if (referred !== undefined) return `${referred.from.name} refers to ${what}.`;
  if (isTied(collection, column, collections)) return `Rows belong to people by ${what}.`;
  const deciding = [...collection.where, ...collection.belongs.flatMap((edge) => edge.when)];
  if (deciding.some((one) => one.field.column === column))
    return `By ${what} it is decided which rows are somebody's.`;
  if (path.steps.length > 0) {
    const place = places.placeOf(collection).columns.get(column);
    if (place === undefined || pen.withMember(place, ["a"], "null", null) === null)
      return `${what} holds no document that can be looked into.`;
  } else if (!held.plain) return `${what} holds no single value, but a list, a document or a file.`;
  if (!rights.takesBack(table.sql))
    return `The table of ${collection.name} knows no transactions: what goes wrong there could not be taken back.`;
  if (!rights.mayWrite(table.sql, column)) return `The account may not change ${what}.`;
  return null;
}

const isKey = (collection: Collection, table: LiveTable, column: string): boolean =>
  collection.key.includes(column) ||
  collection.subject_key.includes(column) ||
  table.keys[0]?.includes(column) === true;

/** True where a row is tied to another by this column, from either side. */
function isTied(collection: Collection, column: string, collections: readonly Collection[]): boolean {
  if (collection.belongs.some((edge) => edge.on.some((tie) => tie.own.column === column))) return true;
  return collections.some((one) =>
    one.belongs.some(
      (edge) => edge.to === collection.name && edge.on.some((tie) => tie.theirs.column === column),
    ),
  );
}
