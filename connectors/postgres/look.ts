import pg from "pg";
import type { Cells, LiveTable } from "#connectors/sql/erase/store.ts";

/**
 * Some rows by their key: the key and some columns as text, or a 1 for each where no column is asked for. The server
 * reads the keys as the columns' own types, and the texts must be the same besides.
 */
export async function lookAt(
  client: pg.Client,
  table: LiveTable,
  key: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Cells[]> {
  const [only, ...others] = key;
  if (only !== undefined && others.length === 0) {
    const wanted = new Set(rows.map(([part]) => part));
    const sql = `t.${pg.escapeIdentifier(only)}`;
    const more = columns.map((name) => `, t.${pg.escapeIdentifier(name)}::text`);
    const { rows: near } = await client.query<Cells>({
      text: `select ${sql}::text${more.join("")} from ${table.sql} t where ${sql} = any($1::text[]::${arrayOf(table, only)}[])`,
      values: [rows.map(([part]) => part)],
      rowMode: "array",
    });
    // Its own comparison may be loose.
    return near.filter(([part]) => part !== null && wanted.has(part));
  }
  const typeOf = (name: string) => table.columns.find((one) => one.name === name)?.type ?? "text";
  const own = key.map((name) => `t.${pg.escapeIdentifier(name)}`);
  const given = key.map((name, no) => `a${no} ${typeOf(name)}`).join(", ");
  const ties = own.map((sql, no) => `${sql} = w.a${no} and ${sql}::text = w.a${no}::text collate "C"`);
  const list =
    columns.length === 0 ? ["'1'"] : [...own, ...columns.map((name) => `t.${pg.escapeIdentifier(name)}`)];
  const document = JSON.stringify(
    rows.map((row) => Object.fromEntries(row.map((part, no) => [`a${no}`, part]))),
  );
  const { rows: found } = await client.query<Cells>({
    text: `select ${list.map((sql) => `${sql}::text`).join(", ")} from jsonb_to_recordset($1::jsonb) w(${given}) join ${table.sql} t on ${ties.join(" and ")}`,
    values: [document],
    rowMode: "array",
  });
  return found;
}

/** The column's type without its measure, which would cut. */
const arrayOf = (table: LiveTable, column: string): string =>
  (table.columns.find((one) => one.name === column)?.type ?? "text").replace(/\(.*\)/, "");
