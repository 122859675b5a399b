import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/database.ts";

/** How far a bundle is put together: systems whose records are all packed, of how many, and the records so far. */
export type BuildProgress = { systems: number; ofSystems: number; records: number };

/**
 * How far a bundle is, from the steps that are done. Null where none is. The system of the newest step may have more to
 * come, so it counts as packed only when something after it is.
 */
export async function buildProgress(tx: Queryable, bundleId: string): Promise<BuildProgress | null> {
  const { rows } = await tx.execute<{ steps: string; systems: string; of_systems: string; records: string }>(
    sql`with step as (select position, system_id, records from bundle_step where bundle_id = ${bundleId})
        select (select count(*) from step) as steps,
          (select count(distinct system_id) from step where system_id is distinct from
             (select system_id from step order by position desc limit 1)) as systems,
          (select coalesce(sum(records), 0) from step) as records,
          (select count(*) from task t join bundle b on b.request_id = t.request_id
             where b.id = ${bundleId} and t.state = 'settled' and t.outcome = 'found') as of_systems`,
  );
  const [row] = rows;
  if (!row || Number(row.steps) === 0) return null;
  const { systems, of_systems, records } = row;
  return { systems: Number(systems), ofSystems: Number(of_systems), records: Number(records) };
}
