import { Client } from "pg";
import { expect, test } from "vitest";
import { freshDatabase, freshEmptyDatabase } from "./database.ts";

async function count(url: string, sql: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return Number((await client.query({ text: sql, rowMode: "array" })).rows[0]?.[0]);
  } finally {
    await client.end();
  }
}

const tables = "select count(*) from information_schema.tables where table_schema = 'public'";

test("every fresh database has the whole schema and is nobody else's", async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  try {
    expect(await count(one.url, tables)).toBeGreaterThan(5);
    await count(one.url, "create table only_here (n int)");
    expect(await count(other.url, "select count(*) from pg_class where relname = 'only_here'")).toBe(0);
    expect(await count(one.url, "select count(*) from pg_class where relname = 'only_here'")).toBe(1);
  } finally {
    await Promise.all([one.drop(), other.drop()]);
  }
  await expect(count(one.url, "select 1")).rejects.toThrow(/does not exist/);
});

test("an empty database has nothing in it", async () => {
  const empty = await freshEmptyDatabase();
  expect(await count(empty.url, tables)).toBe(0);
  await empty.drop();
});
