import pg from "pg";
import type { Collection } from "#connectors/collection.ts";
import type { InspectedCollection } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { neededFields } from "#connectors/lineage.ts";

/** A column's type: where it lives, its name, its class (`pg_type.typcategory`) and the name of its base type. */
export type ColumnType = {
  schema: string;
  name: string;
  category: string;
  base: string;
  deterministic: boolean;
};

/** A table that exists, with the columns that exist. Only names found here ever become part of a statement. */
export type Table = { sql: string; columns: ReadonlyMap<string, ColumnType> };

export type Catalogue = {
  tableOf(collection: Collection): Table;
  column(collection: Collection, field: string): string;
};

/** The one function that turns a name into SQL. */
const quoted = (name: string): string => pg.escapeIdentifier(name);

type ColumnRow = {
  wanted: number;
  schema: string;
  table: string;
  column: string | null;
  type_schema: string;
  type: string;
  category: string;
  base: string;
  deterministic: boolean | null;
};

const columnsOf = `
  select w.no::int as wanted, n.nspname as schema, c.relname as table, a.attname as column, tn.nspname as type_schema,
         t.typname as type, t.typcategory as category, coalesce(b.typname, t.typname) as base,
         co.collisdeterministic as deterministic
    from unnest($1::text[], $2::text[]) with ordinality w(schema, name, no)
    join pg_catalog.pg_namespace n on n.nspname = w.schema
    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p', 'v', 'm', 'f')
    left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_catalog.pg_type t on t.oid = a.atttypid
    left join pg_catalog.pg_namespace tn on tn.oid = t.typnamespace
    left join pg_catalog.pg_type b on b.oid = t.typbasetype
    left join pg_catalog.pg_collation co on co.oid = a.attcollation`;

/** Looks up every table and column that the map names. Throws `schema_changed` for the first that is missing. */
export async function readCatalogue(
  client: pg.Client,
  collections: readonly Collection[],
  standardSchema: string,
): Promise<Catalogue> {
  const names = collections.map((one) => placeOf(one, standardSchema));
  const { rows } = await client.query<ColumnRow>(columnsOf, [
    names.map((n) => n.schema),
    names.map((n) => n.table),
  ]);
  const tables = new Map<string, { sql: string; columns: Map<string, ColumnType> }>();
  for (const row of rows) {
    const collection = collections[row.wanted - 1];
    if (collection === undefined) continue;
    const table = tables.get(collection.name) ?? {
      sql: `${quoted(row.schema)}.${quoted(row.table)}`,
      columns: new Map<string, ColumnType>(),
    };
    tables.set(collection.name, table);
    if (row.column === null) continue;
    table.columns.set(row.column, {
      schema: row.type_schema,
      name: row.type,
      category: row.category,
      base: row.base,
      deterministic: row.deterministic ?? true,
    });
  }
  for (const collection of collections) {
    const table = tables.get(collection.name);
    if (table === undefined) {
      throw new ConnectorError(
        "schema_changed",
        `The database has no table for ${collection.name}, which the data map names.`,
      );
    }
    const missing = neededFields(collection).find((field) => !table.columns.has(field));
    if (missing !== undefined) {
      throw new ConnectorError(
        "schema_changed",
        `The database has no column ${missing} in ${collection.name}, which the data map names.`,
      );
    }
  }
  const tableOf = (collection: Collection): Table => {
    const table = tables.get(collection.name);
    if (table === undefined)
      throw new ConnectorError("misconfigured", `${collection.name} is not in the data map.`);
    return table;
  };
  const column = (collection: Collection, field: string): string => {
    if (!tableOf(collection).columns.has(field)) {
      throw new ConnectorError(
        "schema_changed",
        `The database has no column ${field} in ${collection.name}.`,
      );
    }
    return quoted(field);
  };
  return { tableOf, column };
}

function placeOf(collection: Collection, standardSchema: string): { schema: string; table: string } {
  const name = collection.table ?? collection.name;
  const dot = name.indexOf(".");
  return dot < 0
    ? { schema: standardSchema, table: name }
    : { schema: name.slice(0, dot), table: name.slice(dot + 1) };
}

const everything = `
  select n.nspname as schema, c.relname as table, a.attname as column,
         pg_catalog.format_type(a.atttypid, a.atttypmod) as type, coalesce(i.indisprimary, false) as key
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_catalog.pg_index i on i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname not like 'pg\\_%' and not c.relispartition
   order by 1, 2, a.attnum`;

/** Every table that is not the server's own, with its columns. */
export async function inspectAll(client: pg.Client, standardSchema: string): Promise<InspectedCollection[]> {
  type Row = { schema: string; table: string; column: string; type: string; key: boolean };
  const { rows } = await client.query<Row>(everything);
  const found = new Map<string, InspectedCollection>();
  for (const row of rows) {
    const name = row.schema === standardSchema ? row.table : `${row.schema}.${row.table}`;
    const one = found.get(name) ?? {
      name,
      kind: "table" as const,
      columns: [],
      keys: [],
      references: [],
      rows: null,
    };
    found.set(name, one);
    one.columns.push({ name: row.column, type: row.type, nullable: true });
    if (row.key) one.keys[0] = [...(one.keys[0] ?? []), row.column];
  }
  return [...found.values()];
}
