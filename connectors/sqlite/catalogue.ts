import type { DatabaseSync } from "node:sqlite";
import type { Collection } from "#connectors/collection.ts";
import type { InspectedCollection } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { neededFields } from "#connectors/lineage.ts";

export type Catalogue = {
  table(collection: Collection): string;
  column(collection: Collection, field: string): string;
};

/** The one function that turns a name into SQL. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const columnsSql = `
  select m.name as "table", x.name as "column", x.type as type, x.pk as pk
    from sqlite_schema m join pragma_table_xinfo(m.name) x
   where m.type in ('table', 'view') and m.name not like 'sqlite\\_%' escape '\\' order by m.name, x.cid`;

/** Every table and view with its columns. */
export function inspectAll(database: DatabaseSync): InspectedCollection[] {
  const found = new Map<string, InspectedCollection>();
  for (const row of database.prepare(columnsSql).all()) {
    const name = String(row.table);
    const one = found.get(name) ?? {
      name,
      kind: "table" as const,
      columns: [],
      keys: [],
      references: [],
      rows: null,
    };
    found.set(name, one);
    one.columns.push({ name: String(row.column), type: String(row.type), nullable: true });
    if (Number(row.pk) > 0) one.keys[0] = [...(one.keys[0] ?? []), String(row.column)];
  }
  return [...found.values()];
}

/** Looks up every table and column that the map names. Throws `schema_changed` for the first that is missing. */
export function readCatalogue(database: DatabaseSync, collections: readonly Collection[]): Catalogue {
  const live = new Map(
    inspectAll(database).map((one) => [one.name, new Set(one.columns.map((column) => column.name))]),
  );
  for (const one of collections) {
    const columns = live.get(one.table ?? one.name);
    if (columns === undefined) {
      throw new ConnectorError(
        "schema_changed",
        `The database has no table for ${one.name}, which the data map names.`,
      );
    }
    const missing = neededFields(one).find((field) => !columns.has(field));
    if (missing !== undefined) {
      throw new ConnectorError(
        "schema_changed",
        `The database has no column ${missing} in ${one.name}, which the data map names.`,
      );
    }
  }
  return {
    table: (one) => quoted(one.table ?? one.name),
    column: (one, field) => {
      if (!live.get(one.table ?? one.name)?.has(field)) {
        throw new ConnectorError("schema_changed", `The database has no column ${field} in ${one.name}.`);
      }
      return quoted(field);
    },
  };
}
