import type { DatabaseSync } from "node:sqlite";
import type { Cells, LiveTable } from "#connectors/sql/erase/store.ts";
import { quoted } from "./catalogue.ts";

const textOf = (sql: string): string =>
  `case typeof(${sql}) when 'blob' then '\\x' || lower(hex(${sql})) else cast(${sql} as text) end`;

/** Some rows by their key: the key and some columns as text, or a 1 for each where no column is asked for. */
export function lookAt(
  database: DatabaseSync,
  table: LiveTable,
  key: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Cells[] {
  const own = key.map((name) => `t.${quoted(name)}`);
  const ties = own.flatMap((sql, no) => {
    const given = `json_extract(w.value, '$[${no}]')`;
    const type = table.columns.find((one) => one.name === key[no])?.type ?? "";
    const exact = `(${textOf(sql)}) collate binary = ${given}`;
    // Columns without a type keep numbers and texts apart, so their own comparison would find nothing.
    return type === "" || /blob/i.test(type) ? [exact] : [`${sql} = ${given}`, exact];
  });
  const list =
    columns.length === 0 ? ["1"] : [...own, ...columns.map((name) => `t.${quoted(name)}`)].map(textOf);
  const statement = database.prepare(
    `select ${list.join(", ")} from json_each(?) w cross join ${table.sql} t where ${ties.join(" and ")}`,
  );
  statement.setReturnArrays(true);
  const found = statement.all(JSON.stringify(rows)) as unknown as unknown[][];
  return found.map((row) => row.map((one) => (one === null ? null : String(one))));
}
