import { lt, sql } from "drizzle-orm";
import { bulkRun } from "#drizzle/schema/request-acts.ts";
import { database } from "#lib/db/database.ts";

/** Days for which it is kept what came of an act on many. What was done stands in each request's history. */
const daysKept = 90;

/** Forgets old runs with their sheets. Returns how many. */
export async function forgetBulkRuns(): Promise<number> {
  const gone = await database()
    .delete(bulkRun)
    .where(lt(bulkRun.createdAt, sql`now() - make_interval(days => ${daysKept})`));
  return gone.rowCount ?? 0;
}
