import type { DatabaseSync } from "node:sqlite";
import type { Collection } from "#connectors/collection.ts";
import type { InspectedCollection, InspectedReference } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { neededFields } from "#connectors/lineage.ts";
import type { Column, Live, Place } from "#connectors/sql/dialect.ts";
import type { ColumnType } from "./dialect.ts";

/** The one function that turns a name into SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

type Table = {
  kind: "table" | "view";
  columns: { name: string; type: string; notNull: boolean }[];
  /** Sets of columns that are unique and never null, the primary key first. */
  unique: string[][];
  /** The primary key as it is declared, null or not. */
  primary: string[];
  withoutRowid: boolean;
};

const tablesSql = `
  select l.name as name, l.type as kind, l.wr as wr from pragma_table_list l
   where l.schema = 'main' and l.type in ('table', 'view', 'virtual') and l.name not like 'sqlite\\_%' escape '\\'
   order by 1`;

function readTables(database: DatabaseSync): Map<string, Table> {
  const found = new Map<string, Table>();
  const columnsOf = database.prepare(
    'select name, type, "notnull" as filled, pk from pragma_table_xinfo(?) where hidden <> 1 order by cid',
  );
  const indexesOf = database.prepare(
    "select name, origin from pragma_index_list(?) where \"unique\" = 1 and partial = 0 order by origin <> 'pk', seq",
  );
  const partsOf = database.prepare("select name from pragma_index_info(?) order by seqno");
  for (const { name: named, kind, wr } of database.prepare(tablesSql).all()) {
    const name = String(named);
    const columns = columnsOf.all(name).map((row) => ({
      name: String(row.name),
      type: String(row.type),
      notNull: Number(row.filled) === 1,
      pk: Number(row.pk),
    }));
    const key = columns.filter((one) => one.pk > 0).sort((a, b) => a.pk - b.pk);
    const primary = key.map((one) => one.name);
    // Of all primary keys only this one is an alias of the row's number; others may hold nulls in SQLite.
    const isRowid = key.length === 1 && key[0]?.type.toUpperCase() === "INTEGER";
    const sets = indexesOf.all(name).map((index) => partsOf.all(String(index.name)).map((part) => part.name));
    const filled = (set: readonly unknown[]): set is string[] =>
      set.every((one) => columns.some((column) => column.name === one && column.notNull));
    const withoutRowid = Number(wr) === 1;
    found.set(name, {
      kind: kind === "view" ? "view" : "table",
      columns,
      primary,
      withoutRowid,
      unique: [...(isRowid || (withoutRowid && key.length > 0) ? [primary] : []), ...sets.filter(filled)],
    });
  }
  return found;
}

/** Every table and view with its columns, keys and references. */
export function inspectAll(database: DatabaseSync): InspectedCollection[] {
  const estimates = rowEstimates(database);
  return [...readTables(database)].map(([name, table]) => ({
    name,
    kind: table.kind,
    columns: table.columns.map((one) => ({
      name: one.name,
      type: one.type,
      nullable: !one.notNull && !table.unique[0]?.includes(one.name),
    })),
    keys: keysOf(table),
    references: referencesOf(database, name),
    rows: estimates.get(name) ?? null,
  }));
}

function keysOf({ primary, unique }: Table): string[][] {
  const sets = primary.length > 0 ? [primary, ...unique] : unique;
  return [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
}

const onDelete: Record<string, InspectedReference["onDelete"]> = {
  CASCADE: "cascade",
  "SET NULL": "set_null",
  "SET DEFAULT": "set_null",
  RESTRICT: "restrict",
};

function referencesOf(database: DatabaseSync, table: string): InspectedReference[] {
  const rows = database
    .prepare(
      'select id, "table" as other, "from" as own, "to" as theirs, on_delete from pragma_foreign_key_list(?) order by id, seq',
    )
    .all(table);
  const found = new Map<string, InspectedReference>();
  for (const row of rows) {
    const key = String(row.id);
    const one = found.get(key) ?? {
      columns: [],
      to: String(row.other),
      toColumns: [],
      // SQLite enforces nothing unless every program asks it to; then NO ACTION stops the deletion.
      onDelete: onDelete[String(row.on_delete)] ?? "restrict",
    };
    found.set(key, one);
    one.columns.push(String(row.own));
    if (row.theirs !== null) one.toColumns.push(String(row.theirs));
  }
  const references = [...found.values()];
  for (const one of references) {
    // Without columns the other table's primary key is meant.
    if (one.toColumns.length === 0) one.toColumns = readPrimary(database, one.to);
  }
  return references;
}

const readPrimary = (database: DatabaseSync, table: string): string[] =>
  database
    .prepare("select name from pragma_table_info(?) where pk > 0 order by pk")
    .all(table)
    .map((row) => String(row.name));

/** What the last ANALYZE counted, where there was one. */
function rowEstimates(database: DatabaseSync): Map<string, number> {
  try {
    const rows = database
      .prepare("select tbl, max(cast(stat as integer)) as n from sqlite_stat1 group by tbl")
      .all();
    return new Map(rows.map((row) => [String(row.tbl), Number(row.n)]));
  } catch {
    return new Map();
  }
}

const longestSample = 200;

/** Values of some columns of one live table, cut to a length at which their nature shows. */
export function sampleOf(
  database: DatabaseSync,
  collection: string,
  columns: readonly string[],
  rows: number,
): (string | null)[][] {
  const table = readTables(database).get(collection);
  const known = columns.every((one) => table?.columns.some((column) => column.name === one));
  if (table === undefined || !known || columns.length === 0) {
    throw new ConnectorError("schema_changed", `The database has no such columns in ${collection}.`);
  }
  const list = columns.map((one, no) => {
    const hex = `'\\x'||lower(hex(substr(${quoted(one)}, 1, ${longestSample / 2})))`;
    const text = `substr(cast(${quoted(one)} as text), 1, ${longestSample})`;
    return `case typeof(${quoted(one)}) when 'null' then null when 'blob' then ${hex} else ${text} end as c${no}`;
  });
  return database
    .prepare(`select ${list.join(", ")} from ${quoted(collection)} limit ${Math.max(0, Math.trunc(rows))}`)
    .all()
    .map((row) => columns.map((_, no) => (row[`c${no}`] === null ? null : String(row[`c${no}`]))));
}

/** Looks up every table and column that the map names. Throws `schema_changed` for the first that is missing. */
export function readLive(database: DatabaseSync, collections: readonly Collection[]): Live<ColumnType> {
  const tables = readTables(database);
  const places = new Map(collections.map((one) => [one.name, placeOf(one, tables)]));
  return {
    placeOf: (collection) => {
      const place = places.get(collection.name);
      if (place === undefined)
        throw new ConnectorError("misconfigured", `${collection.name} is not in the data map.`);
      return { ...place, collection };
    },
  };
}

function placeOf(collection: Collection, tables: ReadonlyMap<string, Table>): Place<ColumnType> {
  const name = collection.table ?? collection.name;
  const table = tables.get(name);
  if (table === undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The database has no table for ${collection.name}, which the data map names.`,
    );
  }
  const columns = new Map(
    table.columns.map((one): [string, Column<ColumnType>] => [
      one.name,
      { sql: quoted(one.name), type: { affinity: affinityOf(one.type) } },
    ]),
  );
  const missing = neededFields(collection).find((field) => !columns.has(field));
  if (missing !== undefined) {
    throw new ConnectorError(
      "schema_changed",
      `The database has no column ${missing} in ${collection.name}, which the data map names.`,
    );
  }
  return {
    collection,
    // Qualified: a statement may have a query of its own by that name.
    sql: `main.${quoted(name)}`,
    columns,
    identity: identityOf(collection, table, columns),
    unique: table.unique,
  };
}

function identityOf(
  collection: Collection,
  table: Table,
  columns: ReadonlyMap<string, Column<ColumnType>>,
): readonly Column<ColumnType>[] | null {
  const free = ["rowid", "_rowid_", "oid"].find(
    (name) => !table.columns.some((one) => one.name.toLowerCase() === name),
  );
  if (table.kind === "table" && !table.withoutRowid && free !== undefined) {
    return [{ sql: free, type: { affinity: "number" } }];
  }
  const key = table.unique[0] ?? collection.key;
  const found = key.flatMap((name) => columns.get(name) ?? []);
  return key.length === 0 || found.length !== key.length ? null : found;
}

/** The rules of sqlite.org/datatype3.html, section 3.1. */
function affinityOf(declared: string): "text" | "number" | "loose" {
  const type = declared.toUpperCase();
  if (type.includes("INT")) return "number";
  if (/CHAR|CLOB|TEXT/.test(type)) return "text";
  return type === "" || type.includes("BLOB") ? "loose" : "number";
}
