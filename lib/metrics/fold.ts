import { sql } from "drizzle-orm";
import { metricCell, metricChange } from "#drizzle/schema/metric.ts";
import { inTransaction } from "#lib/db/database.ts";

const atOnce = 20_000;
/** Any number, the same in every process: cells are added to by one at a time. */
const foldLock = 5_190_377;

/**
 * Adds changes to the cells: to those of their right, law, brand and place, and to those of all rights, laws, brands and
 * places together. Figures are the same before and after. Returns how many changes there were.
 */
export async function foldMetrics(): Promise<number> {
  let folded = 0;
  for (let more = true; more; ) {
    const gone = await foldSome();
    folded += gone;
    more = gone === atOnce;
  }
  return folded;
}

function foldSome(): Promise<number> {
  return inTransaction(async (tx) => {
    const lock = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${foldLock}) as mine`,
    );
    if (!lock.rows[0]?.mine) return 0;
    const { rows } = await tx.execute<{ gone: number }>(sql`
      with gone as (
        delete from ${metricChange} where id in (select id from ${metricChange} order by id limit ${atOnce}) returning *
      ), added as (
        insert into ${metricCell} (measure, month, detail, bucket, right_asked, regime, brand, place, n)
          select measure, month, detail, bucket, coalesce(right_asked, '*'), coalesce(regime, '*'), coalesce(brand, '*'),
              coalesce(place, '*'), sum(n)
            from gone group by measure, month, detail, bucket, grouping sets (
              (right_asked, regime, brand, place),
              (right_asked, regime, brand), (right_asked, brand), (regime, brand), (brand),
              (right_asked, regime), (right_asked), (regime), ())
            having sum(n) <> 0
          on conflict (measure, brand, place, right_asked, regime, month, detail, bucket)
            do update set n = metric_cell.n + excluded.n
      )
      select count(*)::int as gone from gone`);
    return rows[0]?.gone ?? 0;
  });
}
