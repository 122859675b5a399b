import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Cell, Table } from "./table.ts";

/** A role that a product may use on one database: it reads and erases, and only what is listed. */
export type Reader = {
  role: string;
  password: string;
  /** table → the columns that it may read; a table that is not listed may be read whole. */
  columns?: Record<string, string[]>;
  /** table → what it may write there, as a grant says it; nothing in a table that is not listed. */
  writes: Record<string, string>;
};

/** A database to be made and filled. `url` maps a database's name to an administrator's connection string. */
export type DatabaseSeed = {
  url: (database: string) => string;
  database: string;
  schemaFile: URL;
  tables: Table[];
  reader: Reader;
};

/** Name in double quotes, as SQL wants identifiers. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text in single quotes. Only for statements that take no parameters (roles, databases). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function copyCell(cell: Cell): string {
  if (cell === null) return "\\N";
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString("hex")}`;
  if (typeof cell === "boolean") return cell ? "t" : "f";
  return String(cell)
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}

function* copyLines(rows: readonly Cell[][]): Generator<string> {
  for (let at = 0; at < rows.length; at += 500) {
    yield rows
      .slice(at, at + 500)
      .map((row) => `${row.map(copyCell).join("\t")}\n`)
      .join("");
  }
}

/** Runs one piece of work on a connection of its own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the database anew, loads every row by COPY and gives the reader exactly what it may read. */
export async function seedDatabase(seed: DatabaseSeed): Promise<void> {
  const { database, reader } = seed;
  await withClient(seed.url("postgres"), async (admin) => {
    await admin.query(`drop database if exists ${quoted(database)} with (force)`);
    await admin.query(`create database ${quoted(database)}`);
    await setReaderPassword(admin, reader);
    await admin.query(`revoke connect on database ${quoted(database)} from public`);
    await admin.query(`grant connect on database ${quoted(database)} to ${quoted(reader.role)}`);
  });
  await withClient(seed.url(database), async (client) => {
    await client.query("begin");
    await client.query(readFileSync(seed.schemaFile, "utf8"));
    for (const one of seed.tables) {
      const columns = one.columns.map(quoted).join(", ");
      const sink = client.query(copyFrom(`copy ${quoted(one.name)} (${columns}) from stdin`));
      await pipeline(Readable.from(copyLines(one.rows)), sink);
    }
    await client.query(`grant usage on schema public to ${quoted(reader.role)}`);
    for (const one of seed.tables) {
      const columns = reader.columns?.[one.name]?.map(quoted).join(", ");
      const what = columns === undefined ? "select" : `select (${columns})`;
      await client.query(`grant ${what} on ${quoted(one.name)} to ${quoted(reader.role)}`);
      const write = reader.writes[one.name];
      if (write) await client.query(`grant ${write} on ${quoted(one.name)} to ${quoted(reader.role)}`);
    }
    await client.query("commit");
    await client.query("analyze");
  });
}

/** Creates the reader or gives it its password again. It writes only in a transaction that says so. */
export async function setReaderPassword(admin: Client, reader: Reader): Promise<void> {
  const known = await admin.query("select 1 from pg_roles where rolname = $1", [reader.role]);
  const verb = known.rowCount === 0 ? "create" : "alter";
  await admin.query(`${verb} role ${quoted(reader.role)} login password ${literal(reader.password)}`);
  await admin.query(`alter role ${quoted(reader.role)} set default_transaction_read_only = on`);
}
