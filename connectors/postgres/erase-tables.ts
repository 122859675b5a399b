import pg from "pg";
import type { LiveTable, LiveTables } from "#connectors/sql/erase/store.ts";
import { inspectAll } from "./inspect.ts";

type Row = {
  schema: string;
  table: string;
  updatable: number;
  readable: boolean;
  generated: string[] | null;
  computed: string[] | null;
  provided: string[] | null;
};

// Bits of pg_relation_is_updatable: 4 update, 16 delete.
const more = `
  select n.nspname as schema, c.relname as table, pg_catalog.pg_relation_is_updatable(c.oid, true) as updatable,
         has_table_privilege(c.oid, 'select') as readable,
         (select json_agg(a.attname) from pg_catalog.pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             and (a.attgenerated <> '' or a.attidentity = 'a')) as generated,
         (select json_agg(a.attname) from pg_catalog.pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and a.attgenerated <> '') as computed,
         (select json_agg(a.attname) from pg_catalog.pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and (a.atthasdef or a.attidentity <> '')) as provided
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname not like 'pg\\_%'`;

/** Every table that the account can see, with what erasure must know of it. */
export async function liveTables(client: pg.Client, standardSchema: string): Promise<LiveTables> {
  const { rows } = await client.query<Row>(more);
  const found = new Map(
    rows.map((row) => [row.schema === standardSchema ? row.table : `${row.schema}.${row.table}`, row]),
  );
  const tables = new Map<string, LiveTable>();
  for (const one of await inspectAll(client, standardSchema)) {
    const row = found.get(one.name);
    if (row === undefined) continue;
    tables.set(one.name, {
      ...one,
      sql: `${pg.escapeIdentifier(row.schema)}.${pg.escapeIdentifier(row.table)}`,
      alike: [],
      generated: new Set(row.generated),
      computed: new Set(row.computed),
      provided: new Set(row.provided),
      // What refers to the tables behind a view is not seen from it.
      writable: one.kind === "table" && (row.updatable & 20) === 20,
      readable: row.readable,
    });
  }
  return {
    tables,
    tableOf: ({ table, name }) => {
      const wanted = table ?? name;
      const plain = wanted.startsWith(`${standardSchema}.`)
        ? wanted.slice(standardSchema.length + 1)
        : wanted;
      return tables.get(plain);
    },
  };
}
