import { sql } from "drizzle-orm";
import { systemPace } from "#drizzle/schema/clock.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";

/** How long something takes, in hours: half of the answers were there after `usual`, nine tenths after `slow`. */
export type Pace = { usual: number; slow: number };

/** The newest answers of each system are looked at; fewer than these tell nothing. */
const newest = 200;
const enough = 5;
/** Hours from the last answer of a system to the hand-over, as long as nothing is known (product policy). */
const handOverAtFirst: Pace = { usual: 48, slow: 48 };
/** The name under which the time from the last answer to the hand-over is kept; no system can be called so. */
const handOver = "(hand-over)";

/**
 * Measures anew how long each system of the map takes from being asked to its answer, and how long it takes from the last
 * answer to the hand-over. By the newest answers of each, read from an index. Returns of how many it can tell.
 */
export async function measurePace(): Promise<number> {
  const map = await freshMap();
  const ids = sql.param(map.systems.map(({ id }) => id));
  const measured = await database().execute(sql`
    insert into system_pace (system_id, usual_hours, slow_hours, answers)
      select id, ${percentile(0.5)}, ${percentile(0.9)}, count(*)::int from (
        select s.id, extract(epoch from t.answered_at - coalesce(t.asked_at, t.created_at)) / 3600 as hours
          from unnest(${ids}::text[]) as s (id) cross join lateral (
            select asked_at, created_at, answered_at from task
              where system_id = s.id and state = 'settled' and answered_at is not null
              order by answered_at desc limit ${newest}) t
        union all
        select ${handOver}, 24 * (r.answered_day - (t.last at time zone ${currentMap().company.timezone})::date)
          from (select id, answered_day from request where status in ('ready', 'closed')
                  order by received_at desc limit ${newest}) r
          cross join lateral (select max(answered_at) as last from task where request_id = r.id) t
          where t.last is not null and r.answered_day is not null
      ) as took group by id having count(*) >= ${enough}
    on conflict (system_id) do update set usual_hours = excluded.usual_hours, slow_hours = excluded.slow_hours,
      answers = excluded.answers, measured_at = now()`);
  return measured.rowCount ?? 0;
}

const percentile = (share: number) =>
  sql`greatest(0, ceil(percentile_cont(${share}::float8) within group (order by hours)))::int`;

/** What was measured: of each system that anything can be told of, and of the hand-over. */
export async function measuredPace(db: Queryable): Promise<{ systems: Map<string, Pace>; handOver: Pace }> {
  const rows = await db.select().from(systemPace);
  const all = new Map(rows.map(({ systemId, usual, slow }) => [systemId, { usual, slow }]));
  const after = all.get(handOver) ?? handOverAtFirst;
  all.delete(handOver);
  return { systems: all, handOver: after };
}
