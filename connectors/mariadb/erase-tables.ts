import type { LiveTable, LiveTables } from "#connectors/sql/erase/store.ts";
import { inspectAll } from "./inspect.ts";
import type { Link } from "./link.ts";
import { quoted } from "./literal.ts";

/** Every table of the database, with what erasure must know of it. A rule that is not told is taken for the worst. */
export async function liveTables(link: Link): Promise<LiveTables> {
  const kinds = new Map<string, string>();
  for (const [name, type] of await link.rows(
    "select table_name, table_type from information_schema.tables where table_schema = database()",
  )) {
    kinds.set(name ?? "", type ?? "");
  }
  const generated = await columnsThat(link, "extra like '%GENERATED%'");
  const provided = await columnsThat(
    link,
    "(column_default is not null and column_default <> 'NULL') or extra like '%auto_increment%'",
  );
  const [[here = ""] = []] = await link.rows("select database()");
  const tables = new Map<string, LiveTable>();
  for (const one of await inspectAll(link, "cascade")) {
    tables.set(one.name, {
      ...one,
      sql: `${quoted(here ?? "")}.${quoted(one.name)}`,
      alike: [],
      generated: generated.get(one.name) ?? new Set(),
      computed: generated.get(one.name) ?? new Set(),
      provided: provided.get(one.name) ?? new Set(),
      // A table with a history of its own would keep there what is taken out of it.
      writable: kinds.get(one.name) === "BASE TABLE",
      readable: true,
    });
  }
  for (const one of await foreign(link)) tables.set(one.name, one);
  return {
    tables,
    tableOf: ({ table, name }) => {
      const wanted = table ?? name;
      return (
        tables.get(wanted) ??
        tables.get(wanted.startsWith(`${here}.`) ? wanted.slice((here?.length ?? 0) + 1) : "")
      );
    },
  };
}

async function columnsThat(link: Link, condition: string): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const [table, column] of await link.rows(
    `select table_name, column_name from information_schema.columns where table_schema = database() and (${condition})`,
  )) {
    const columns = found.get(table ?? "") ?? new Set();
    found.set(table ?? "", columns.add(column ?? ""));
  }
  return found;
}

/** Tables of other databases that refer to tables of this one. What they do then is not told here. */
async function foreign(link: Link): Promise<LiveTable[]> {
  const rows = await link.rows(
    `select table_schema, table_name, constraint_name, column_name, referenced_table_name, referenced_column_name
       from information_schema.key_column_usage
      where referenced_table_schema = database() and table_schema <> database() order by 1, 2, 3, ordinal_position`,
  );
  const found = new Map<string, LiveTable>();
  for (const [schema, table, , column, to, theirs] of rows) {
    const name = `${schema}.${table}`;
    const one = found.get(name) ?? {
      name,
      kind: "table" as const,
      columns: [],
      keys: [],
      references: [],
      rows: null,
      sql: `${quoted(schema ?? "")}.${quoted(table ?? "")}`,
      alike: [],
      generated: new Set<string>(),
      computed: new Set<string>(),
      provided: new Set<string>(),
      writable: false,
      readable: false,
    };
    found.set(name, one);
    one.references.push({
      columns: [column ?? ""],
      to: to ?? "",
      toColumns: [theirs ?? ""],
      onDelete: "cascade",
    });
  }
  return [...found.values()];
}
