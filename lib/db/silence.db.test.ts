import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Wire, wireTo } from "#connectors/conformance/proxy.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { endWhenSilent } from "./silence.ts";

let database: Awaited<ReturnType<typeof freshEmptyDatabase>>;
let wire: Wire;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshEmptyDatabase();
  const url = new URL(database.url);
  wire = await wireTo(url.hostname, Number(url.port || 5432));
  url.host = `127.0.0.1:${wire.port}`;
  pool = new pg.Pool({ connectionString: url.href, max: 1 });
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    endWhenSilent(client, 400);
  });
});
afterAll(async () => {
  await pool.end();
  await wire.close();
  await database.drop();
});

it("FI-10: a statement on a half-open connection fails, and the next one has a connection of its own", async () => {
  await pool.query("select 1");
  const heal = await wire.stall();
  await expect(pool.query("select 2")).rejects.toThrow("has not answered");
  await heal();
  expect((await pool.query("select 3 as n")).rows).toEqual([{ n: 3 }]);
});

it("a connection that nobody uses is left alone, however long it is silent", async () => {
  const pid = async () => (await pool.query("select pg_backend_pid() as pid")).rows[0]?.pid;
  const before = await pid();
  await wait(1_000);
  expect(await pid()).toBe(before);
});
