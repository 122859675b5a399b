import pg from "pg";
import type { Mention } from "#connectors/erase.ts";
import { mentionPattern, quotedForms } from "#connectors/sql/erase/mention-pattern.ts";

const columnsOf = `
  select n.nspname as schema, c.relname as table, a.attname as column,
         case when coalesce(b.typname, t.typname) in ('json', 'jsonb') then 'json'
              when t.typcategory = 'A' then 'list' else 'text' end as kind
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_type t on t.oid = a.atttypid
    left join pg_catalog.pg_type b on b.oid = nullif(t.typbasetype, 0)
    left join pg_catalog.pg_type e on e.oid = nullif(t.typelem, 0) and t.typcategory = 'A'
   where c.relkind in ('r', 'p', 'm', 'f') and not c.relispartition
     and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
     and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
     and (t.typcategory = 'S' or e.typcategory = 'S' or coalesce(b.typname, t.typname) in ('json', 'jsonb', 'uuid', 'xml', 'hstore'))
   order by 1, 2, a.attnum`;

type Row = { schema: string; table: string; column: string; kind: "text" | "list" | "json" };

/** How many rows of each column hold one of some values: as a whole, as a word, or in JSON or a list. */
export async function mentionsIn(
  client: pg.Client,
  standardSchema: string,
  values: readonly string[],
): Promise<Mention[]> {
  if (values.length === 0) return [];
  const more = [quotedForms(values), mentionPattern(values)];
  return countedIn(client, standardSchema, holds, "$2::text[] is not null", [values, ...more]);
}

/** How many rows of each column are one of thousands of values, in whatever case. The server looks each up by its hash. */
export async function wholesIn(
  client: pg.Client,
  standardSchema: string,
  values: readonly string[],
): Promise<Mention[]> {
  if (values.length === 0) return [];
  const wanted = values.map((one) => one.toLowerCase());
  return countedIn(client, standardSchema, isOne, "true", [wanted]);
}

async function countedIn(
  client: pg.Client,
  standardSchema: string,
  holdsIt: (row: Row) => string,
  always: string,
  given: readonly unknown[],
): Promise<Mention[]> {
  const { rows } = await client.query<Row>(columnsOf);
  const tables = new Map<string, Row[]>();
  for (const row of rows) {
    const name = row.schema === standardSchema ? row.table : `${row.schema}.${row.table}`;
    tables.set(name, [...(tables.get(name) ?? []), row]);
  }
  const found: Mention[] = [];
  for (const [table, columns] of tables) {
    const [first] = columns;
    if (first === undefined) continue;
    const counts = columns.map((one) => `count(*) filter (where ${holdsIt(one)})`);
    const answer = await client.query<string[]>({
      text: `select ${counts.join(", ")} from ${pg.escapeIdentifier(first.schema)}.${pg.escapeIdentifier(first.table)} t where $1::text[] is not null and ${always}`,
      values: [...given],
      rowMode: "array",
    });
    columns.forEach(({ column }, no) => {
      const count = Number(answer.rows[0]?.[no]);
      if (count > 0) found.push({ table, column, rows: count });
    });
  }
  return found;
}

function isOne({ column, kind }: Row): string {
  const cell = `t.${pg.escapeIdentifier(column)}`;
  if (kind === "list") return `exists (select from unnest(${cell}) v where lower(v::text) = any($1::text[]))`;
  return `lower(${cell}::text) collate "C" = any($1::text[])`;
}

function holds({ column, kind }: Row): string {
  const cell = `t.${pg.escapeIdentifier(column)}`;
  const text = `(${cell}::text collate "C")`;
  const whole =
    kind === "list"
      ? `exists (select from unnest(${cell}) v where v::text collate "C" = any($1::text[]))`
      : `${text} = any($1::text[])`;
  const inside = `left(${text}, 1) in ('{', '[', '"') and exists (select from unnest($2::text[]) v where strpos(${text}, v) > 0)`;
  return `${whole} or ${text} ~* $3::text or (${inside})`;
}
