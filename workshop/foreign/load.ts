import { DatabaseSync } from "node:sqlite";
import type { Connection } from "mysql2/promise";
import { Client } from "pg";
import type { Dialect, Filling, Product, Value } from "./product.ts";

/** One statement with the values of its placeholders. */
export type Insert = { sql: string; values: (string | number | null | Uint8Array)[] };

const sign: Record<Dialect, string> = { postgres: '"', sqlite: '"', mariadb: "`" };

/** A name of a product's schema as that dialect's database holds it, quoted. */
export function quoted(name: string, product: Product, dialect: Dialect): string {
  const held = dialect === "postgres" && product.folded ? name.toLowerCase() : name;
  return `${sign[dialect]}${held}${sign[dialect]}`;
}

/** The seeds of a product as statements of few thousand values each, in an order that foreign keys allow. */
function insertsOf(product: Product, dialect: Dialect, crowd = 0): Insert[] {
  return product
    .fillings(crowd)
    .filter((filling) => filling.absentIn !== dialect)
    .flatMap((filling) => [...inserts(filling, product, dialect)]);
}

function* inserts(filling: Filling, product: Product, dialect: Dialect): Generator<Insert> {
  const step = Math.max(1, Math.floor(8000 / filling.columns.length));
  const name = (text: string) => quoted(text, product, dialect);
  const into = `insert into ${name(filling.table)} (${filling.columns.map(name).join(", ")}) values `;
  for (let from = 0; from < filling.rows.length; from += step) {
    const rows = filling.rows.slice(from, from + step);
    const short = rows.find((row) => row.length !== filling.columns.length);
    if (short)
      throw new Error(`a row of ${filling.table} has ${short.length} values: ${JSON.stringify(short)}`);
    let place = 0;
    const holder = () => (dialect === "postgres" ? `$${++place}` : "?");
    const lines = rows.map((row) => `(${row.map(holder).join(", ")})`);
    yield {
      sql: into + lines.join(", "),
      values: rows.flatMap((row) => row.map((value) => plain(value, product, dialect))),
    };
  }
}

function plain(value: Value, product: Product, dialect: Dialect): Insert["values"][number] {
  if (typeof value === "boolean") return dialect === "postgres" ? String(value) : Number(value);
  if (value === null || typeof value !== "object") return value;
  if ("bytes" in value) return Buffer.from(value.bytes);
  if (product.instant) return product.instant(value.at, dialect);
  return dialect === "postgres" ? value.at : value.at.replace("T", " ").replace("Z", "");
}

/** Makes a product's schema in an empty Postgres database and fills it. @throws PackageUnavailable */
export async function loadPostgres(url: string, product: Product, crowd = 0): Promise<void> {
  const statements = await product.schema("postgres");
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set time zone 'UTC'");
    for (const statement of statements) await client.query(statement);
    await client.query("begin");
    for (const insert of insertsOf(product, "postgres", crowd)) await client.query(insert.sql, insert.values);
    await client.query("commit");
    await client.query("analyze");
  } finally {
    await client.end();
  }
}

/** Makes a product's schema in an empty SQLite file (or `:memory:`) and fills it. The caller closes it. */
export async function loadSqlite(file: string, product: Product, crowd = 0): Promise<DatabaseSync> {
  const statements = await product.schema("sqlite");
  const database = new DatabaseSync(file);
  for (const statement of statements) database.exec(statement);
  database.exec("begin");
  for (const insert of insertsOf(product, "sqlite", crowd))
    database.prepare(insert.sql).run(...insert.values);
  database.exec("commit");
  return database;
}

/**
 * Makes a product's schema in an empty MariaDB database and fills it. Afterwards the connection reads SQL as the
 * other two do (`sql_mode` ANSI), which is what the truth is written in. @throws PackageUnavailable
 */
export async function loadMariadb(connection: Connection, product: Product, crowd = 0): Promise<void> {
  for (const statement of await product.schema("mariadb")) await connection.query(statement);
  await connection.query("set sql_mode = 'ANSI'");
  await connection.query("start transaction");
  for (const insert of insertsOf(product, "mariadb", crowd))
    await connection.query(insert.sql, insert.values);
  await connection.query("commit");
}
