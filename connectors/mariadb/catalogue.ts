import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { neededFields } from "#connectors/lineage.ts";
import type { Column, Live, Place } from "#connectors/sql/dialect.ts";
import type { Link } from "./link.ts";
import { literal, quoted } from "./literal.ts";
import { type ColumnType, columnType } from "./type.ts";

type Found = { schema: string; table: string; columns: Map<string, Column<ColumnType>>; unique: string[][] };

/** `schema.table` of the map, as the two names that it may mean: a table's name may hold a dot itself. */
function placesOf(collection: Collection): { schema: string | null; table: string }[] {
  const name = collection.table ?? collection.name;
  const dot = name.indexOf(".");
  const plain = { schema: null, table: name };
  return dot < 0 ? [plain] : [plain, { schema: name.slice(0, dot), table: name.slice(dot + 1) }];
}

/** Looks up every table and column that the map names. Throws `schema_changed` for the first that is missing. */
export async function readLive(link: Link, collections: readonly Collection[]): Promise<Live<ColumnType>> {
  const wanted = collections.flatMap(placesOf);
  const named = wanted.map(
    ({ schema, table }) =>
      `(table_schema = ${schema === null ? "database()" : literal(schema)} and table_name = ${literal(table)})`,
  );
  const found = await readTables(link, named.join(" or ") || "1 = 0");
  const [here = ""] = (await link.rows("select database()"))[0] ?? [];
  const places = new Map(
    collections.map((one) => {
      const place = placesOf(one)
        .map(({ schema, table }) => found.get(JSON.stringify([schema ?? here, table])))
        .find((table) => table !== undefined);
      return [one.name, placeOf(one, place)] as const;
    }),
  );
  return {
    placeOf: (collection) => {
      const place = places.get(collection.name);
      if (place === undefined)
        throw new ConnectorError("misconfigured", `${collection.name} is not in the data map.`);
      return { ...place, collection };
    },
  };
}

function placeOf(collection: Collection, found: Found | undefined): Place<ColumnType> {
  if (found === undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The database has no table for ${collection.name}, which the data map names.`,
    );
  }
  const missing = neededFields(collection).find((field) => !found.columns.has(field));
  if (missing !== undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The database has no column ${missing} in ${collection.name}, which the data map names.`,
    );
  }
  const key = found.unique[0] ?? (collection.key.length > 0 ? collection.key : undefined);
  const identity = key?.flatMap((name) => found.columns.get(name) ?? []);
  return {
    collection,
    sql: `${quoted(found.schema)}.${quoted(found.table)}`,
    columns: found.columns,
    identity: identity === undefined || identity.length !== key?.length ? null : identity,
    unique: found.unique,
  };
}

async function readTables(link: Link, condition: string): Promise<Map<string, Found>> {
  const tables = new Map<string, Found>();
  const columns = await link.rows(
    `select table_schema, table_name, column_name, data_type, column_type, character_set_name, collation_name
       from information_schema.columns where ${condition} order by 1, 2, ordinal_position`,
  );
  for (const [schema, table, name, type, whole, charset, collation] of columns) {
    const key = JSON.stringify([schema, table]);
    const one = tables.get(key) ?? {
      schema: schema ?? "",
      table: table ?? "",
      columns: new Map(),
      unique: [],
    };
    tables.set(key, one);
    one.columns.set(name ?? "", {
      sql: quoted(name ?? ""),
      type: columnType(type ?? "", whole ?? "", charset ?? null, collation ?? null),
    });
  }
  for (const { schema, table, names } of await uniqueKeys(link, condition)) {
    tables.get(JSON.stringify([schema, table]))?.unique.push(names);
  }
  return tables;
}

/** Sets of columns that are unique and never null, the primary key of each table first. */
export async function uniqueKeys(
  link: Link,
  condition: string,
): Promise<{ schema: string; table: string; names: string[] }[]> {
  const rows = await link.rows(
    `select table_schema, table_name, index_name, column_name, sub_part is not null or nullable = 'YES'
       from information_schema.statistics where (${condition}) and non_unique = 0
      order by 1, 2, index_name <> 'PRIMARY', index_name, seq_in_index`,
  );
  const keys = new Map<string, { schema: string; table: string; names: string[]; whole: boolean }>();
  for (const [schema, table, index, column, partly] of rows) {
    const key = JSON.stringify([schema, table, index]);
    const one = keys.get(key) ?? { schema: schema ?? "", table: table ?? "", names: [], whole: true };
    keys.set(key, one);
    one.names.push(column ?? "");
    if (partly !== "0") one.whole = false;
  }
  return [...keys.values()].filter((one) => one.whole);
}
