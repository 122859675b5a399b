import { existsSync } from "node:fs";
import mysql from "mysql2/promise";
import { expect, test } from "vitest";
import { findMariadb, noMariadb } from "./find.ts";
import { launchMariadb } from "./launch.ts";

test("a MariaDB server starts, answers its owner only, and leaves nothing behind", async (t) => {
  if (!findMariadb()) t.skip(noMariadb);
  const server = await launchMariadb();
  expect(server.version).toContain("MariaDB");
  const client = await mysql.createConnection(server.url("mysql"));
  const [rows] = await client.query<mysql.RowDataPacket[]>("select distinct User as name from global_priv");
  expect(rows.map((row) => row.name).sort()).toEqual(["mariadb.sys", "owner"]);
  await client.end();
  await expect(mysql.createConnection(server.url("", { name: "root", password: "" }))).rejects.toMatchObject({
    code: "ER_ACCESS_DENIED_ERROR",
  });
  await server.stop();
  expect(existsSync(server.folder)).toBe(false);
});
