import { fileURLToPath } from "node:url";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { applyMigrations } from "./apply.ts";
import { createRoles } from "./roles/create.ts";
import { asOwner } from "./roles/names.ts";
import { settleRoles } from "./roles/settle.ts";

/** Any number, the same in every process: two migrations of one database wait for each other. */
const migrationLock = 4_827_193;
const oldest = 150_000;

async function installQueueTables(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false, max: 2 });
  boss.on("error", (error) => log.warn({ err: error }, "installing the queue's tables"));
  await boss.start();
  await boss.stop({ graceful: false });
}

/**
 * Brings a database to this version's schema, the queue's tables included; safe to run at any time and
 * from several processes. Throws HabeasError `unavailable` on a Postgres older than 15.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: asOwner(url), application_name: "habeas-migrate" });
  await client.connect();
  try {
    const version = await client.query<{ number: number }>(
      "select current_setting('server_version_num')::int as number",
    );
    if ((version.rows[0]?.number ?? 0) < oldest) {
      throw new HabeasError("unavailable", "Habeas needs Postgres 15 or newer.");
    }
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await createRoles(client);
    const folder = fileURLToPath(new URL("../../drizzle/migrations", import.meta.url));
    const applied = await applyMigrations(client, folder);
    // What every process looks at before it works here (lib/health/fit.ts).
    await client.query(
      "insert into house_schema (applied) values ($1) on conflict (one) do update set applied = greatest(house_schema.applied, $1)",
      [applied],
    );
    await installQueueTables(url);
    await settleRoles(client);
  } finally {
    await client.end();
  }
}
