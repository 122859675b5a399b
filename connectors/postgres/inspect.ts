import pg from "pg";
import type { InspectedCollection, InspectedReference } from "#connectors/contract.ts";

const tables = `
  select c.oid::text as id, n.nspname as schema, c.relname as table,
         case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind,
         case when c.relkind = 'p'
              then (select case when bool_and(k.reltuples >= 0) then sum(k.reltuples) end
                      from pg_catalog.pg_partition_tree(c.oid) t join pg_catalog.pg_class k on k.oid = t.relid and t.isleaf)
              when c.reltuples >= 0 and c.relkind in ('r', 'm') then c.reltuples end as rows
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname not like 'pg\\_%' and not c.relispartition
     and not exists (select 1 from pg_catalog.pg_depend d where d.objid = c.oid and d.classid = 'pg_catalog.pg_class'::regclass and d.deptype = 'e')`;

const columns = `
  select a.attrelid::text as id, a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
         not a.attnotnull as nullable, pg_catalog.col_description(a.attrelid, a.attnum) as comment
    from pg_catalog.pg_attribute a
   where a.attnum > 0 and not a.attisdropped and a.attrelid = any($1::oid[])
   order by a.attrelid, a.attnum`;

const keys = `
  select i.indrelid::text as id,
         (select json_agg(a.attname order by k.place) from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality k(no, place)
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.no) as columns
    from pg_catalog.pg_index i
   where i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null and i.indrelid = any($1::oid[])
   order by i.indrelid, i.indisprimary desc, i.indexrelid`;

const references = `
  select f.conrelid::text as id, f.confrelid::text as to,
         (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality k(no, place)
            join pg_catalog.pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.no) as columns,
         (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality k(no, place)
            join pg_catalog.pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.no) as their_columns,
         f.confdeltype as action
    from pg_catalog.pg_constraint f
   where f.contype = 'f' and f.conparentid = 0 and f.conrelid = any($1::oid[]) and f.confrelid = any($1::oid[])
   order by f.conrelid, f.oid`;

const actions: Record<string, InspectedReference["onDelete"]> = {
  a: "none",
  r: "restrict",
  c: "cascade",
  n: "set_null",
};

type TableRow = { id: string; schema: string; table: string; kind: "table" | "view"; rows: number | null };
type ColumnRow = { id: string; name: string; type: string; nullable: boolean; comment: string | null };
type KeyRow = { id: string; columns: string[] };
type ReferenceRow = { id: string; to: string; columns: string[]; their_columns: string[]; action: string };

/** Every table and view that is neither the server's own nor an extension's, as the server describes it: four questions. */
export async function inspectAll(client: pg.Client, standardSchema: string): Promise<InspectedCollection[]> {
  const found = await client.query<TableRow>(`${tables} order by 2, 3`);
  const ids = [found.rows.map((row) => row.id)];
  const all = new Map(
    found.rows.map((row) => [
      row.id,
      {
        name: row.schema === standardSchema ? row.table : `${row.schema}.${row.table}`,
        kind: row.kind,
        rows: row.rows === null ? null : Math.round(Number(row.rows)),
        columns: [],
        keys: [],
        references: [],
      } as InspectedCollection,
    ]),
  );
  for (const { id, name, type, nullable, comment } of (await client.query<ColumnRow>(columns, ids)).rows) {
    all.get(id)?.columns.push({ name, type, nullable, ...(comment === null ? {} : { comment }) });
  }
  for (const row of (await client.query<KeyRow>(keys, ids)).rows) all.get(row.id)?.keys.push(row.columns);
  for (const row of (await client.query<ReferenceRow>(references, ids)).rows) {
    const to = all.get(row.to)?.name;
    if (to === undefined) continue;
    const onDelete = actions[row.action] ?? "set_null";
    all.get(row.id)?.references.push({ columns: row.columns, to, toColumns: row.their_columns, onDelete });
  }
  return [...all.values()];
}

/** No more characters of a value than this are looked at. */
const longest = 400;

/**
 * Values of some columns, as text. Of a large table a few pages are read here and there, so that neither its first
 * rows alone nor all of them are seen. Names that the catalogue does not have are refused by it.
 */
export async function sampleRows(
  client: pg.Client,
  standardSchema: string,
  collection: string,
  names: readonly string[],
  rows: number,
): Promise<(string | null)[][]> {
  const found = await client.query<TableRow>(
    `${tables} and (case when n.nspname = $1 then c.relname else n.nspname || '.' || c.relname end) = $2`,
    [standardSchema, collection],
  );
  const [table] = found.rows;
  if (table === undefined || names.length === 0) return [];
  const live = await client.query<ColumnRow>(columns, [[table.id]]);
  const known = new Set(live.rows.map((row) => row.name));
  const list = names.map((name) =>
    known.has(name) ? `left(${pg.escapeIdentifier(name)}::text, ${longest})` : "null",
  );
  const from = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.table)}`;
  const size = Number(table.rows ?? 0);
  const share = Math.min(100, Math.max(0.01, (rows * 400) / Math.max(size, 1)));
  const some =
    table.kind === "table" && size > 100_000 ? ` tablesample system (${share}) repeatable (1)` : "";
  const answer = await client.query<(string | null)[]>({
    text: `select ${list.join(", ")} from ${from}${some} limit $1`,
    values: [rows],
    rowMode: "array",
  });
  return answer.rows;
}
