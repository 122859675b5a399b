import mysql from "mysql2/promise";
import { Client } from "pg";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { launchMariadb } from "#workshop/mariadb/launch.ts";
import { loadMariadb, loadPostgres, loadSqlite } from "./load.ts";
import type { Dialect, Product } from "./product.ts";

/** A product in a database of its own, whichever it is. */
export type Loaded = {
  read(sql: string): Promise<Record<string, unknown>[]>;
  tables(): Promise<string[]>;
  close(): Promise<void>;
};

const open: Record<Dialect, (product: Product, crowd: number) => Promise<Omit<Loaded, "tables">>> = {
  postgres: async (product, crowd) => {
    const fresh = await freshEmptyDatabase();
    await loadPostgres(fresh.url, product, crowd);
    const client = new Client({ connectionString: fresh.url });
    await client.connect();
    return {
      read: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
      close: async () => {
        await client.end();
        await fresh.drop();
      },
    };
  },
  sqlite: async (product, crowd) => {
    const database = await loadSqlite(":memory:", product, crowd);
    return {
      read: async (sql) => database.prepare(sql).all() as Record<string, unknown>[],
      close: async () => database.close(),
    };
  },
  mariadb: async (product, crowd) => {
    const server = await launchMariadb();
    const connection = await mysql.createConnection({ uri: server.url("") });
    await connection.query("create database shown");
    await connection.query("use shown");
    await loadMariadb(connection, product, crowd);
    return {
      read: async (sql) => {
        const [rows] = await connection.query(sql);
        return (rows as Record<string, unknown>[]).map(withText);
      },
      close: async () => {
        await connection.end();
        await server.stop();
      },
    };
  },
};

/** Some schemas keep text in columns of bytes. */
function withText(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? value.toString("utf8") : value,
    ]),
  );
}

const tables: Record<Dialect, string> = {
  postgres: "select table_name as name from information_schema.tables where table_schema = 'public'",
  sqlite: "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
  mariadb: "select table_name as name from information_schema.tables where table_schema = 'shown'",
};

/** Makes an empty database of that kind, with the product in it. @throws PackageUnavailable */
export async function openLoaded(product: Product, dialect: Dialect, crowd: number): Promise<Loaded> {
  const loaded = await open[dialect](product, crowd);
  return {
    ...loaded,
    tables: async () => (await loaded.read(tables[dialect])).map((row) => String(row.name)),
  };
}
