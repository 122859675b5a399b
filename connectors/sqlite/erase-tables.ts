import type { DatabaseSync } from "node:sqlite";
import type { InspectedCollection } from "#connectors/contract.ts";
import type { LiveTable, LiveTables } from "#connectors/sql/erase/store.ts";
import { quoted } from "./catalogue.ts";

const workedOut = (names: readonly string[]) => ({ generated: new Set(names), computed: new Set(names) });

/** Every table of the file, with what erasure must know of it. */
export function liveTables(database: DatabaseSync, inspected: readonly InspectedCollection[]): LiveTables {
  const virtual = new Set(
    database
      .prepare("select name from pragma_table_list where type = 'virtual'")
      .all()
      .map((row) => String(row.name)),
  );
  const generated = database.prepare("select name from pragma_table_xinfo(?) where hidden in (2, 3)");
  // A lone INTEGER PRIMARY KEY is the row's own number.
  const provided = database.prepare(
    "select name from pragma_table_xinfo(?1) where dflt_value is not null or (pk = 1 and upper(type) = 'INTEGER' and (select max(pk) from pragma_table_xinfo(?1)) = 1)",
  );
  const tables = new Map(
    inspected.map((one): [string, LiveTable] => [
      one.name,
      {
        ...one,
        sql: `main.${quoted(one.name)}`,
        alike: one.keys[0] ?? [],
        ...workedOut(generated.all(one.name).map((row) => String(row.name))),
        provided: new Set(provided.all(one.name).map((row) => String(row.name))),
        writable: one.kind === "table" && !virtual.has(one.name),
        readable: true,
      },
    ]),
  );
  return { tables, tableOf: ({ table, name }) => tables.get(table ?? name) };
}
