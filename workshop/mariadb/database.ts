import { randomBytes } from "node:crypto";
import mysql from "mysql2/promise";
import type { LaunchedMariadb } from "./launch.ts";

/** A database of its own on a launched server, with an account that may only read what is granted to it. */
export type MariadbDatabase = {
  name: string;
  owner: mysql.Connection;
  reader: { name: string; password: string };
  /** Address for the reader; another port for a wire in between, another password for a wrong one. */
  url(other?: { port?: number; password?: string; host?: string }): string;
  drop(): Promise<void>;
};

/** Creates a database, runs the statements in it and lets a new account read what `grants` names. */
export async function mariadbDatabase(
  server: LaunchedMariadb,
  statements: readonly string[],
  grants: readonly string[] = ["select on *"],
): Promise<MariadbDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const reader = { name: `reader_${randomBytes(4).toString("hex")}`, password: "secret-of-the-reader" };
  const owner = await mysql.createConnection({ uri: server.url(""), multipleStatements: true });
  await owner.query(`create database ${name} character set utf8mb4; use ${name}`);
  for (const statement of statements) await owner.query(statement);
  await owner.query(`create user '${reader.name}'@'%' identified by '${reader.password}'`);
  for (const grant of grants) {
    const [rights, table] = grant.split(" on ");
    await owner.query(`grant ${rights} on ${name}.${table} to '${reader.name}'@'%'`);
  }
  return {
    name,
    owner,
    reader,
    url: ({ port, password, host } = {}) => {
      const url = new URL(server.url(name, { ...reader, password: password ?? reader.password }));
      if (host !== undefined) url.hostname = host;
      if (port !== undefined) url.port = String(port);
      return url.toString();
    },
    drop: async () => {
      await owner.query(`drop database ${name}; drop user '${reader.name}'@'%'`);
      await owner.end();
    },
  };
}
