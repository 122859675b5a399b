import { sql } from "drizzle-orm";
import { database, inTransaction } from "#lib/db/database.ts";

const atOnce = 500;
/** How many rows may be added to the counts before they are folded: reading adds them up each time. */
const foldAfter = 500;

/**
 * Tells anew how those requests stand that somebody held when it changed, and folds the counts where many rows were added.
 * Returns how many requests it told anew.
 */
export async function tendQueue(): Promise<number> {
  const told = await restandStale();
  const { rows } = await database().execute<{ many: boolean }>(
    sql`select count(*) >= ${foldAfter} as many from (select 1 from queue_tally where not folded limit ${foldAfter}) as added`,
  );
  if (rows[0]?.many) await foldTally();
  return told;
}

async function restandStale(): Promise<number> {
  const { rows } = await database().execute<{ id: string }>(
    sql`select distinct request_id as id from queue_stale limit ${atOnce}`,
  );
  // Gone before it is told: what changes meanwhile comes back.
  for (const { id } of rows)
    await inTransaction(async (tx) => {
      await tx.execute(sql`delete from queue_stale where request_id = ${id}`);
      await tx.execute(sql`select queue_restand(${id})`);
    });
  return rows.length;
}

/** Folds the counts into one row for each. Who adds to them meanwhile waits for nothing, nor do two who fold. */
export async function foldTally(): Promise<void> {
  await inTransaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('habeas/queue_tally')) as mine`,
    );
    if (!rows[0]?.mine) return;
    await tx.execute(sql`
      with gone as (delete from queue_tally where exists (select 1 from queue_tally where not folded)
          returning kind, brand, place, owner_id, day, requests)
      insert into queue_tally (kind, brand, place, owner_id, day, requests, folded)
        select kind, brand, place, owner_id, day, sum(requests), true from gone
          group by kind, brand, place, owner_id, day having sum(requests) <> 0`);
  });
}
