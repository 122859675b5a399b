import type { InspectedCollection, InspectedReference } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { uniqueKeys } from "./catalogue.ts";
import type { Link } from "./link.ts";
import { literal, quoted } from "./literal.ts";

/**
 * Every table and view of the database, with its columns, keys and references. `untold`: what is taken for the rule of
 * a reference that this account is not told.
 */
export async function inspectAll(
  link: Link,
  untold: InspectedReference["onDelete"] = "restrict",
): Promise<InspectedCollection[]> {
  const found = new Map<string, InspectedCollection>();
  const tables = await link.rows(
    `select table_name, table_type, table_rows from information_schema.tables
      where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') order by 1`,
  );
  for (const [name, type, rows] of tables) {
    found.set(name ?? "", {
      name: name ?? "",
      kind: type === "VIEW" ? "view" : "table",
      columns: [],
      keys: [],
      references: [],
      rows: rows === null || rows === undefined ? null : Number(rows),
    });
  }
  const columns = await link.rows(
    `select table_name, column_name, column_type, is_nullable, column_comment
       from information_schema.columns where table_schema = database() order by 1, ordinal_position`,
  );
  for (const [table, name, type, nullable, comment] of columns) {
    found.get(table ?? "")?.columns.push({
      name: name ?? "",
      type: type ?? "",
      nullable: nullable === "YES",
      ...(comment ? { comment } : {}),
    });
  }
  for (const { table, names } of await uniqueKeys(link, "table_schema = database()")) {
    found.get(table)?.keys.push(names);
  }
  for (const { table, reference } of await references(link, untold))
    found.get(table)?.references.push(reference);
  return [...found.values()];
}

const onDelete: Record<string, InspectedReference["onDelete"]> = {
  CASCADE: "cascade",
  "SET NULL": "set_null",
};

async function references(
  link: Link,
  untold: InspectedReference["onDelete"],
): Promise<{ table: string; reference: InspectedReference }[]> {
  const rows = await link.rows(
    `select table_name, constraint_name, column_name, referenced_table_schema = database(),
            referenced_table_schema, referenced_table_name, referenced_column_name
       from information_schema.key_column_usage
      where table_schema = database() and referenced_table_name is not null
      order by 1, 2, ordinal_position`,
  );
  const rules = new Map<string, Map<string, string> | null>();
  for (const table of new Set(rows.map(([name]) => name ?? "")))
    rules.set(table, await deleteRules(link, table));
  const found = new Map<string, { table: string; reference: InspectedReference }>();
  for (const [table = "", name, column, here, schema, to, theirs] of rows) {
    const key = JSON.stringify([table, name]);
    const known = rules.get(table ?? "");
    // The usual rule is not written down.
    const told = onDelete[known?.get(name ?? "") ?? ""] ?? "restrict";
    const one = found.get(key) ?? {
      table: table ?? "",
      reference: {
        columns: [],
        to: here === "1" ? (to ?? "") : `${schema}.${to}`,
        toColumns: [],
        onDelete: known ? told : untold,
      },
    };
    found.set(key, one);
    one.reference.columns.push(column ?? "");
    one.reference.toColumns.push(theirs ?? "");
  }
  return [...found.values()];
}

const constraint =
  /^ *CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY .*? ON DELETE (CASCADE|SET NULL|SET DEFAULT|NO ACTION|RESTRICT)/gm;

/**
 * What happens to each foreign key's rows when the other row is deleted. `information_schema` keeps that from accounts
 * that only read; the table's own statement does not, unless the account may read but some of its columns: null then.
 */
async function deleteRules(link: Link, table: string): Promise<Map<string, string> | null> {
  try {
    const [row] = await link.rows(`show create table ${quoted(table)}`);
    const rules = [...(row?.[1] ?? "").matchAll(constraint)];
    return new Map(rules.map(([, name = "", rule = ""]) => [name.replaceAll("``", "`"), rule]));
  } catch (error) {
    if (error instanceof ConnectorError && error.code === "forbidden") return null;
    throw error;
  }
}

const longestSample = 200;

/** Values of some columns of one live table, cut to a length at which their nature shows. */
export async function sampleOf(
  link: Link,
  collection: string,
  columns: readonly string[],
  rows: number,
): Promise<(string | null)[][]> {
  const known = await link.rows(
    `select column_name from information_schema.columns where table_schema = database() and table_name = ${literal(collection)}`,
  );
  const names = new Set(known.map(([name]) => name));
  const missing = columns.find((column) => !names.has(column));
  if (missing !== undefined || columns.length === 0) {
    throw new ConnectorError("schema_changed", `The database has no such columns in ${collection}.`);
  }
  const list = columns.map((one) => `left(${quoted(one)}, ${longestSample})`);
  return link.rows(
    `select ${list.join(", ")} from ${quoted(collection)} limit ${Math.max(0, Math.trunc(rows))}`,
  );
}
