import { Client } from "pg";
import { facts } from "./facts.ts";

/** Asks Habeas's own database, as an administrator who looks from outside. */
export async function ask<Row extends Record<string, unknown>>(
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: facts().urls.databases.habeas });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** What a request, its work and what was sent consist of. Codes tried and log entries may come on top. */
const lasting = [
  "request",
  "task",
  "identifier",
  "found_key",
  "finding",
  "human_task",
  "shared_identifier",
  "bundle",
  "notice",
  "staff",
];

/** One sum per table over all of its rows: equal sums before and after mean that nothing was changed. */
export async function sums(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of lasting) {
    const [row] = await ask<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from "${table}" t`,
    );
    found[table] = row?.sum ?? "";
  }
  return found;
}
