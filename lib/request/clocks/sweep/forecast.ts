import { sql } from "drizzle-orm";
import { alert } from "#drizzle/schema/clock.ts";
import { audit } from "#lib/audit/append.ts";
import { aimDay } from "#lib/clock/aim.ts";
import { forecastMark } from "#lib/clock/marks.ts";
import { houseSetting } from "#lib/config/policy.ts";
import { addDays, type Day } from "#lib/core/day.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { lockRequest } from "../../move.ts";
import { leadKind } from "../judge.ts";
import { type ForecastTask, forecastDay } from "./forecast-day.ts";
import { measuredPace } from "./pace.ts";

const page = 500;

/** An open request near its day, with its tasks. */
type Near = { id: string; safe_due: Day; forecast_day: Day | null; tasks: StoredTask[] | null };
type StoredTask = { system: string; asked: string | null; answered: string | null; open: boolean };

/**
 * Keeps when requests will probably be answered, and raises an alert once for each that is heading past the house's own target:
 * its safe day, or the earlier day that the house aims at.
 * Looks only at open requests whose safe day is nearer than the longest that anything usually takes: a range of an index.
 * Returns how many it looked at, and how many alerts it raised.
 */
export async function forecastAll(today: Day = companyToday()): Promise<{ looked: number; alerts: number }> {
  const pace = await measuredPace(database());
  const slowest = Math.max(0, ...[...pace.systems.values()].map(({ slow }) => slow)) + pace.handOver.usual;
  const earlier = houseSetting("aim_days") + houseSetting("days_off").length;
  const before = addDays(today, Math.ceil(slowest / 24) + 1 + earlier);
  const found = { looked: 0, alerts: 0 };
  for (let after: Near | undefined; ; ) {
    const { near, heading } = await inTransaction(async (tx) => {
      const near = await nearPage(tx, before, after);
      const now = new Date();
      const zone = currentMap().company.timezone;
      const told = near.map((one) => ({
        ...one,
        day: forecastDay((one.tasks ?? []).map(taskOf), pace, now, zone),
      }));
      await keepForecasts(
        tx,
        told.filter(({ day, forecast_day }) => day !== forecast_day),
      );
      return { near, heading: told.filter(({ day, safe_due }) => day !== null && day > aimOf(safe_due)) };
    });
    found.looked += near.length;
    for (const { id } of await withoutAlert(heading.map((one) => one.id))) {
      try {
        if (await raiseForecast(id, today)) found.alerts++;
      } catch (error) {
        log.error({ err: error, request: id }, "where a request is heading could not be told");
      }
    }
    after = near.at(-1);
    if (!after || near.length < page) return found;
  }
}

/** The day that the house aims at: by itself the safe day. */
const aimOf = (safeDue: Day): Day => aimDay(safeDue, houseSetting("aim_days"), houseSetting("days_off"));

const moment = (text: string | null) => (text === null ? null : new Date(text));

const taskOf = ({ system, asked, answered, open }: StoredTask): ForecastTask => ({
  systemId: system,
  askedAt: moment(asked),
  answeredAt: moment(answered),
  open,
});

/** The next of them; one that somebody works on right now has its turn in the next sweep. */
async function nearPage(tx: Transaction, before: Day, after: Near | undefined): Promise<Near[]> {
  const beyond = after ? sql`and (safe_due, id) > (${after.safe_due}::date, ${after.id}::uuid)` : sql``;
  const { rows } = await tx.execute<Near>(sql`
    with near as (
      select id, safe_due, forecast_day from request
        where ended_at is null and status <> 'ready' and clock_state = 'running'
          and safe_due < ${before}::date ${beyond}
        order by safe_due, id limit ${page} for no key update skip locked
    )
    select near.id, near.safe_due::text, near.forecast_day::text, t.tasks
      from near left join lateral (
        select json_agg(json_build_object('system', system_id, 'asked', asked_at, 'answered', answered_at,
            'open', state <> 'settled')) as tasks
          from task where request_id = near.id) t on true
      order by near.safe_due, near.id`);
  return rows;
}

async function keepForecasts(tx: Transaction, changed: readonly { id: string; day: Day | null }[]) {
  if (changed.length === 0) return;
  await tx.execute(sql`
    update request set forecast_day = v.at
      from unnest(${sql.param(changed.map(({ id }) => id))}::uuid[],
        ${sql.param(changed.map(({ day }) => day))}::date[]) as v (id, at)
      where request.id = v.id`);
}

async function withoutAlert(ids: readonly string[]): Promise<{ id: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await database().execute<{ id: string }>(sql`
    select v.id from unnest(${sql.param(ids)}::uuid[]) as v (id)
      where not exists (select 1 from alert where alert.request_id = v.id and alert.mark = ${forecastMark})`);
  return rows;
}

/** Raises it for one request, read anew under its lock. False where it no longer heads there, or was told before. */
function raiseForecast(requestId: string, today: Day): Promise<boolean> {
  return inTransaction(async (tx) => {
    const row = await lockRequest(tx, requestId);
    const { forecastDay: heading, safeDue, regime: law } = row;
    if (row.endedAt !== null || row.status === "ready" || row.clockState !== "running") return false;
    if (heading === null || heading <= aimOf(safeDue)) return false;
    const kind = leadKind(row.right);
    const [raised] = await tx
      .insert(alert)
      .values({
        requestId,
        law,
        kind,
        mark: forecastMark,
        segment: "first",
        dueDay: safeDue,
        onDay: today,
        late: false,
      })
      .onConflictDoNothing()
      .returning({ id: alert.id });
    if (!raised) return false;
    const event = { kind: "alert_raised", clock: kind, mark: forecastMark, late: false } as const;
    await audit(tx, requestId, { kind: "worker", requestId }, event);
    return true;
  });
}
