import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import type pg from "pg";
import { log } from "#lib/core/log.ts";

/** The first line of a migration whose statements run one by one, outside of a transaction. */
const alone = /^-- outside a transaction/;
/** How long a statement may wait for a lock, while everybody behind it waits as well. */
const lockMilliseconds = 500;
/** What a statement that waited too long, or lost a deadlock, ends with. */
const busy = new Set(["55P03", "40P01"]);
const tries = 100;

/**
 * Applies what a database lacks, each migration in a transaction of its own: what one has locked is free again before the
 * next begins. Whoever cannot have a lock in half a second lets everybody else pass first and tries again, so nobody waits
 * for a migration longer than that and the work of one. Keeps the list that the migrator of drizzle keeps. Returns how many
 * the database has now.
 */
export async function applyMigrations(client: pg.Client, folder: string): Promise<number> {
  await client.query("create schema if not exists drizzle");
  await client.query(
    "create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  const { rows } = await client.query<{ newest: string | null }>(
    "select max(created_at) as newest from drizzle.__drizzle_migrations",
  );
  const newest = Number(rows[0]?.newest ?? -1);
  const all = readMigrationFiles({ migrationsFolder: folder });
  for (const one of all.filter(({ folderMillis }) => folderMillis > newest)) {
    if (alone.test(one.sql[0] ?? "")) await applyAlone(client, one);
    else await applyWhole(client, one);
  }
  return all.length;
}

const written = (client: pg.Client, { hash, folderMillis }: MigrationMeta) =>
  client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
    hash,
    folderMillis,
  ]);

async function applyWhole(client: pg.Client, one: MigrationMeta): Promise<void> {
  for (let left = tries; ; left--) {
    try {
      await client.query("begin");
      await client.query(`set local lock_timeout = ${lockMilliseconds}`);
      for (const statement of one.sql) await client.query(statement);
      await written(client, one);
      await client.query("commit");
      return;
    } catch (error) {
      await client.query("rollback").catch(() => {});
      const code = (error as { code?: string }).code ?? "";
      if (!busy.has(code) || left <= 1) throw error;
      log.info({ code, left }, "a migration lets others pass and tries again");
      await wait(randomInt(200, 1000));
    }
  }
}

/**
 * Statements that may not stand in a transaction, such as an index that is built while everybody goes on. Each must bear to
 * be run again. An index that a killed run left half built is removed first.
 */
async function applyAlone(client: pg.Client, one: MigrationMeta): Promise<void> {
  for (const statement of one.sql) {
    const name = /create\s+(?:unique\s+)?index\s+concurrently\s+if\s+not\s+exists\s+"?(\w+)"?/i.exec(
      statement,
    )?.[1];
    if (name) {
      const { rows } = await client.query(
        "select from pg_index where indexrelid = to_regclass($1) and not indisvalid",
        [name],
      );
      if (rows.length > 0) await client.query(`drop index concurrently ${name}`);
    }
    await client.query(statement);
  }
  await written(client, one);
}
