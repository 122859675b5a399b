import { sql } from "drizzle-orm";
import { settingNames } from "#lib/config/environment.ts";
import { version } from "#lib/core/version.ts";
import { database } from "#lib/db/database.ts";
import { knownMigrations } from "./fit.ts";
import { workers } from "./look/work.ts";
import { healthChecks } from "./read.ts";
import { rounds } from "./rounds.ts";

type Rows = Record<string, unknown>[];

async function rowsOf(query: ReturnType<typeof sql>): Promise<Rows> {
  return (await database().execute(query)).rows;
}

/** Each question about the house by itself: what cannot be answered says so and keeps no other from being. */
const questions: Readonly<Record<string, () => Promise<unknown>>> = {
  health: async () =>
    // Without the sentences: some of them name systems, which are the company's business.
    (await healthChecks()).map(({ name, state, value, unit, since }) => ({
      name,
      state,
      value,
      unit,
      since,
    })),
  workers: async () =>
    (await workers()).map(({ version, state, busy, startedAt }) => ({ version, state, busy, startedAt })),
  rounds,
  schema: () => rowsOf(sql`select applied, oldest from house_schema`),
  postgres: () =>
    rowsOf(sql`select name, setting from pg_settings where name in ('server_version', 'max_connections',
      'shared_buffers', 'work_mem', 'synchronous_commit', 'autovacuum', 'statement_timeout', 'TimeZone', 'server_encoding')`),
  requests: () =>
    rowsOf(
      sql`select status, right_asked as "right", count(*)::int as count from request group by 1, 2 order by 1, 2`,
    ),
  work: () =>
    rowsOf(sql`select 'task' as what, state, count(*)::int as count from task group by 2
      union all select 'bundle', state, count(*)::int from bundle group by 2
      union all select 'notice', state, count(*)::int from notice group by 2
      union all select 'erasure', state, count(*)::int from erasure_system group by 2
      union all select 'rectification', state, count(*)::int from rectification_system group by 2
      union all select 'effect', state, count(*)::int from effect_system group by 2 order by 1, 2`),
  troubles: () =>
    rowsOf(sql`select 'task' as what, trouble_code as code, count(*)::int as count from task
        where trouble_code is not null group by 2
      union all select 'bundle', trouble_code, count(*)::int from bundle where trouble_code is not null group by 2
      union all select 'talk with a system', code, count(*)::int from system_run
        where code is not null and started_at > now() - interval '7 days' group by 2 order by 1, 2`),
  queue: () =>
    rowsOf(
      sql`select name, state::text as state, count(*)::int as count from pgboss.job group by 1, 2 order by 1, 2`,
    ),
  tables: () =>
    rowsOf(sql`select relname as name, n_live_tup::bigint as rows, n_dead_tup::bigint as dead, seq_scan, idx_scan,
        pg_total_relation_size(relid)::bigint as bytes, last_autovacuum, last_autoanalyze
      from pg_stat_user_tables where schemaname = 'public' order by pg_total_relation_size(relid) desc limit 60`),
};

/**
 * What somebody needs who helps from afar: versions, which settings are there and never what they hold, health, counts,
 * codes of trouble, statistics of tables. Nothing of a person, no reference, no name, no secret.
 */
export async function diagnostics(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, unknown>> {
  const answered: Record<string, unknown> = {};
  for (const [name, ask] of Object.entries(questions)) {
    try {
      answered[name] = await ask();
    } catch (error) {
      const code = error instanceof Error && error.cause && (error.cause as { code?: unknown }).code;
      answered[name] = { not_answered: typeof code === "string" ? code : "unknown" };
    }
  }
  const settings = Object.fromEntries(
    settingNames().map((name) => [name, (env[name] ?? "") === "" ? "unset" : "set"]),
  );
  return {
    format: "habeas-diagnostics",
    made: new Date().toISOString(),
    habeas: { version, migrations: knownMigrations },
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    settings,
    ...answered,
  };
}
