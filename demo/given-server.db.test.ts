import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, expect, it } from "vitest";
import { serverVariable } from "#workshop/postgres/serve-tests.ts";
import { startWorld, type World } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "larkspur-given-"));
const databaseUrl = process.env[serverVariable.url] ?? "";
const prefix = `given_${process.pid}_`;
const worlds: World[] = [];

const begin = async (reset: boolean): Promise<World> => {
  const options = { folder, databaseUrl, prefix, reset, seedPeople: 60 };
  const world = await startWorld({ ...options, portal: false, worker: false, stage: false });
  worlds.push(world);
  return world;
};

async function names(sql: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const found = await client.query<{ name: string }>(sql, [prefix]);
  await client.end();
  return found.rows.map((row) => row.name.slice(prefix.length)).sort();
}

const databases = () => names("select datname as name from pg_database where starts_with(datname, $1)");
const roles = () => names("select rolname as name from pg_roles where starts_with(rolname, $1)");

afterAll(async () => {
  for (const world of worlds) await world.stop();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (const name of await databases()) await client.query(`drop database "${prefix}${name}" with (force)`);
  for (const name of await roles()) await client.query(`drop role "${prefix}${name}"`);
  await client.end();
  rmSync(folder, { recursive: true });
});

it("works on a server that somebody else runs, under names of its own, and begins afresh when asked to", {
  timeout: 60_000,
}, async () => {
  const first = await begin(false);
  expect(await databases()).toEqual(["habeas", "larkspur_ledger", "larkspur_shop"]);
  expect(await roles()).toEqual(["habeas_owner", "ledger_reader", "shop_reader"]);
  expect(first.processes.postgres.pid).toBeUndefined();
  const owner = new Client({ connectionString: first.env.HABEAS_DATABASE_URL });
  await owner.connect();
  await owner.query("create table left_behind (one int)");
  await owner.end();
  await first.stop();

  const second = await begin(true);
  const again = new Client({ connectionString: second.env.HABEAS_DATABASE_URL });
  await again.connect();
  const found = await again.query("select 1 from information_schema.tables where table_name = 'left_behind'");
  await again.end();
  expect(found.rowCount).toBe(0);
});
