import { sql } from "drizzle-orm";
import journal from "#drizzle/migrations/meta/_journal.json" with { type: "json" };
import { database } from "#lib/db/database.ts";

/** How many migrations this version knows. */
export const knownMigrations = journal.entries.length;

/** Which migrations the database has, and how many a process must know at least. */
async function schemaOfDatabase(): Promise<{ applied: number; oldest: number }> {
  const { rows: tables } = await database().execute<{ there: boolean }>(
    sql`select to_regclass('house_schema') is not null as there`,
  );
  if (!tables[0]?.there) return { applied: 0, oldest: 0 };
  const { rows } = await database().execute<{ applied: number; oldest: number }>(
    sql`select applied, oldest from house_schema`,
  );
  return rows[0] ?? { applied: 0, oldest: 0 };
}

/** `old`: the database is older than this version and will be brought to it. `new`: it is too new for this version. */
export type Misfit = { database: "old" | "new"; why: string };

/**
 * Why this process may not work on the database as it stands, in a sentence for the operator; null where it may. A newer
 * database is fine, unless one of its migrations says that processes of this version would do harm: in a rolling upgrade
 * the migrations go first.
 */
export async function misfit(known = knownMigrations): Promise<Misfit | null> {
  const { applied, oldest } = await schemaOfDatabase();
  if (applied < known) {
    const why = `The database has ${applied} migrations and this version needs ${known}. Run: npm run -s habeas -- db migrate`;
    return { database: "old", why };
  }
  if (oldest <= known) return null;
  const why = `The database was brought to a version on which this one would do harm: one must know ${oldest} migrations, and this version knows ${known}. Start the newer version.`;
  return { database: "new", why };
}
