import type { DatabaseSync } from "node:sqlite";
import type { InspectedCollection } from "#connectors/contract.ts";
import type { LiveTable, LiveTables } from "#connectors/sql/erase/store.ts";
import { quoted } from "./catalogue.ts";

/** Every table of the file, with what erasure must know of it. */
export function liveTables(database: DatabaseSync, inspected: readonly InspectedCollection[]): LiveTables {
  const virtual = new Set(
    database
      .prepare("select name from pragma_table_list where type = 'virtual'")
      .all()
      .map((row) => String(row.name)),
  );
  const generated = database.prepare("select name from pragma_table_xinfo(?) where hidden in (2, 3)");
  const tables = new Map(
    inspected.map((one): [string, LiveTable] => [
      one.name,
      {
        ...one,
        sql: `main.${quoted(one.name)}`,
        alike: one.keys[0] ?? [],
        generated: new Set(generated.all(one.name).map((row) => String(row.name))),
        writable: one.kind === "table" && !virtual.has(one.name),
        readable: true,
      },
    ]),
  );
  return { tables, tableOf: ({ table, name }) => tables.get(table ?? name) };
}
