import pg from "pg";
import type { Collection } from "#connectors/collection.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { neededFields } from "#connectors/lineage.ts";
import type { Column, Live, Place } from "#connectors/sql/dialect.ts";
import { postgresDialect } from "./dialect.ts";
import { type ColumnType, jsonb, oid, tid } from "./types.ts";

/** The live database as the planner needs it. */
export type Catalogue = Live<ColumnType> & {
  dialect: ReturnType<typeof postgresDialect>;
  /** The server's estimate of a table's rows; null where it has none. */
  rowsOf(collection: Collection): number | null;
};

/** The one function that turns a name into SQL. */
const quoted = (name: string): string => pg.escapeIdentifier(name);

type ColumnRow = {
  wanted: number;
  version: number;
  schema: string;
  table: string;
  kind: string;
  readable: boolean;
  rows: number;
  parent: boolean;
  keys: string[][] | null;
  column: string | null;
  required: boolean;
  category: string;
  base: string;
  element: string | null;
  element_category: string | null;
  deterministic: boolean | null;
  collation: string | null;
  folded: boolean;
};

const columnsOf = `
  select w.no::int as wanted, current_setting('server_version_num')::int / 10000 as version,
         n.nspname as schema, c.relname as table, c.relkind as kind, c.relhassubclass as parent,
         has_table_privilege(c.oid, 'select') as readable, c.reltuples::float8 as rows, u.keys,
         a.attname as column, a.attnotnull as required, t.typcategory as category,
         coalesce(b.typname, t.typname) as base, coalesce(eb.typname, e.typname) as element,
         e.typcategory as element_category, co.collisdeterministic as deterministic,
         case when co.collname <> 'default' then quote_ident(cn.nspname) || '.' || quote_ident(co.collname) end as collation,
         t.typcategory = 'S' and co.collname = 'default' and lower('I') = 'i' and exists (
           select 1 from pg_catalog.pg_index x
            where x.indrelid = c.oid and x.indisvalid and x.indpred is null and x.indkey[0] = 0
              and pg_get_indexdef(x.indexrelid, 1, true) in ('lower(' || quote_ident(a.attname) || ')', 'lower(' || quote_ident(a.attname) || '::text)')
         ) as folded
    from unnest($1::text[], $2::text[]) with ordinality w(schema, name, no)
    join pg_catalog.pg_namespace n on n.nspname = w.schema
    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p', 'v', 'm', 'f')
    left join lateral (
      select json_agg((select json_agg(k.attname) from pg_catalog.pg_attribute k
                        where k.attrelid = c.oid and k.attnum = any(i.indkey[0:i.indnkeyatts - 1]))
                      order by i.indisprimary desc, i.indexrelid) as keys
        from pg_catalog.pg_index i
       where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
         -- A key of a parent says nothing of the rows that are inherited.
         and not (c.relkind = 'r' and c.relhassubclass)
    ) u on true
    left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_catalog.pg_type t on t.oid = a.atttypid
    left join pg_catalog.pg_type b on b.oid = nullif(t.typbasetype, 0)
    left join pg_catalog.pg_type e on e.oid = nullif(coalesce(b.typelem, t.typelem), 0) and coalesce(b.typcategory, t.typcategory) = 'A'
    left join pg_catalog.pg_type eb on eb.oid = nullif(e.typbasetype, 0)
    left join pg_catalog.pg_collation co on co.oid = a.attcollation
    left join pg_catalog.pg_namespace cn on cn.oid = co.collnamespace`;

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
  const places = new Map<string, Place<ColumnType>>();
  collections.forEach((collection, no) => {
    const own = rows.filter((row) => row.wanted === no + 1);
    const [first] = own;
    if (first === undefined) {
      throw new ConnectorError(
        "schema_changed",
        `The database has no table for ${collection.name}, which the data map names.`,
      );
    }
    const columns = new Map(
      own.flatMap((row) =>
        row.column === null ? [] : [[row.column, { sql: quoted(row.column), type: typeOf(row) }] as const],
      ),
    );
    const missing = neededFields(collection).find((field) => !columns.has(field));
    if (missing !== undefined) {
      throw new ConnectorError(
        "schema_changed",
        `The database has no column ${missing} in ${collection.name}, which the data map names.`,
      );
    }
    places.set(collection.name, {
      collection,
      sql: `${quoted(first.schema)}.${quoted(first.table)}`,
      columns,
      identity: identityOf(collection, own, first, columns),
      unique: first.keys ?? [],
    });
  });
  return {
    rowsOf: (collection) => {
      const estimate = rows.find((row) => row.wanted === collections.indexOf(collection) + 1)?.rows ?? 0;
      return estimate > 0 ? estimate : null;
    },
    dialect: postgresDialect(rows[0]?.version ?? 0),
    placeOf: (collection) => {
      const place = places.get(collection.name);
      if (place !== undefined) return place;
      throw new ConnectorError("misconfigured", `${collection.name} is not in the data map.`);
    },
  };
}

function typeOf(row: ColumnRow): ColumnType {
  const { base, category, deterministic, collation, element, element_category, folded } = row;
  return {
    base,
    category,
    deterministic: deterministic ?? true,
    collation,
    folded: folded ?? false,
    element:
      element === null
        ? null
        : {
            base: element,
            category: element_category ?? "",
            deterministic: deterministic ?? true,
            collation,
            element: null,
            folded: false,
          },
  };
}

/**
 * A row's own address where it has one and the account may read it (an account that may read some columns only may
 * not), else the columns of a key that the database keeps unique and not null. Of a view nobody keeps a key: what the
 * map calls one finds the row, and its whole content must be the same (`c.to_jsonb` is `to_jsonb(c)`), so that a key
 * that is none never brings another person's row.
 */
function identityOf(
  collection: Collection,
  rows: readonly ColumnRow[],
  table: ColumnRow,
  columns: ReadonlyMap<string, Column<ColumnType>>,
): Column<ColumnType>[] | null {
  const named = (key: readonly string[]) => key.flatMap((name) => columns.get(name) ?? []);
  if (table.kind === "v" || table.kind === "f") {
    const whole = table.readable ? [{ sql: "to_jsonb", type: jsonb }] : [];
    return collection.key.length === 0 ? null : [...named(collection.key), ...whole];
  }
  if (table.readable) {
    const several = table.kind === "p" || table.parent;
    return [{ sql: "ctid", type: tid }, ...(several ? [{ sql: "tableoid", type: oid }] : [])];
  }
  const required = new Set(rows.filter((row) => row.required).map((row) => row.column));
  const known = new Set(neededFields(collection));
  const kept = table.keys?.find((key) => key.every((name) => required.has(name) && known.has(name)));
  return kept === undefined ? null : named(kept);
}

function placeOf(collection: Collection, standardSchema: string): { schema: string; table: string } {
  const name = collection.table ?? collection.name;
  const dot = name.indexOf(".");
  return dot < 0
    ? { schema: standardSchema, table: name }
    : { schema: name.slice(0, dot), table: name.slice(dot + 1) };
}
