import { sql } from "drizzle-orm";
import { alert } from "#drizzle/schema/clock.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import type { RequestRow } from "../../sealed.ts";
import { among } from "../facts.ts";
import type { Judged } from "../judge.ts";
import { type StoredClock, storedOf } from "../keep.ts";

type OnRequest = Pick<RequestRow, "regime" | "ruleVersion" | "clockState" | "legalDue" | "safeDue">;

/** A request whose clocks come out otherwise than they are kept. */
export type Recounted = {
  row: Pick<RequestRow, "id" | "reference" | "right" | "status" | "clockVersion"> & OnRequest;
  judged: readonly Judged[];
  onRequest: OnRequest;
};

/** Writes what a recount found, for many requests in a handful of statements. Who was changed since they were read is left. */
export async function writeRecounted(found: readonly Recounted[], actor: Actor, today: Day): Promise<void> {
  await inTransaction(async (tx) => {
    const changed = await lockUnchanged(tx, found);
    if (changed.length === 0) return;
    const ids = changed.map(({ row }) => row.id);
    const alerts = Map.groupBy(
      await tx.select().from(alert).where(among(alert.requestId, ids)),
      (one) => one.requestId,
    );
    const clocks = changed.flatMap(({ row, judged }) =>
      storedOf(row, judged, alerts.get(row.id) ?? [], today),
    );
    const numbers = changed.map(({ row }) => row.clockVersion + 1);
    await tx.execute(sql`
      insert into clock_change (request_id, number, cause, by)
        select id, number, 'recounted', ${actorName(actor)}
          from unnest(${sql.param(ids)}::uuid[], ${sql.param(numbers)}::int[]) as v (id, number)`);
    await keepOnRequests(tx, changed);
    await keepClockRows(tx, ids, clocks);
  });
}

/** Locks them in the order of their ids; those that somebody counted anew meanwhile are left out. */
async function lockUnchanged(tx: Transaction, found: readonly Recounted[]): Promise<Recounted[]> {
  const { rows } = await tx.execute<{ id: string; clock_version: number }>(sql`
    select id, clock_version from request
      where id = any(${sql.param(found.map(({ row }) => row.id))}::uuid[]) order by id for no key update`);
  const versions = new Map(rows.map((one) => [one.id, one.clock_version]));
  return found.filter(({ row }) => versions.get(row.id) === row.clockVersion);
}

function keepOnRequests(tx: Transaction, changed: readonly Recounted[]) {
  const list = (of: (one: OnRequest) => string) => sql.param(changed.map(({ onRequest }) => of(onRequest)));
  return tx.execute(sql`
    update request r set regime = v.regime, rule_version = v.rule_version, clock_state = v.clock_state,
        legal_due = v.legal_due, safe_due = v.safe_due, clock_version = r.clock_version + 1, updated_at = now()
      from unnest(${sql.param(changed.map(({ row }) => row.id))}::uuid[], ${list((one) => one.regime)}::text[],
          ${list((one) => one.ruleVersion)}::text[], ${list((one) => one.clockState)}::text[],
          ${list((one) => one.legalDue)}::date[], ${list((one) => one.safeDue)}::date[])
        as v (id, regime, rule_version, clock_state, legal_due, safe_due)
      where r.id = v.id`);
}

async function keepClockRows(tx: Transaction, ids: readonly string[], clocks: readonly StoredClock[]) {
  const list = (of: (one: StoredClock) => string | boolean | null | undefined) =>
    sql.param(clocks.map((one) => of(one) ?? null));
  const keys = sql`${list((one) => one.requestId)}::uuid[], ${list((one) => one.law)}::text[],
    ${list((one) => one.kind)}::text[]`;
  await tx.execute(sql`
    delete from clock c where ${among(sql`c.request_id`, ids)}
      and (c.request_id, c.law, c.kind) not in (select * from unnest(${keys}))`);
  await tx.execute(sql`
    insert into clock as c (request_id, law, kind, state, segment, start_day, legal_due, safe_due, act_by, met_on,
        late, steps, next_mark, next_mark_on)
      select * from unnest(${keys}, ${list((one) => one.state)}::text[], ${list((one) => one.segment)}::text[],
        ${list((one) => one.startDay)}::date[], ${list((one) => one.legalDue)}::date[],
        ${list((one) => one.safeDue)}::date[], ${list((one) => one.actBy)}::date[], ${list((one) => one.metOn)}::date[],
        ${list((one) => one.late)}::boolean[], ${list((one) => JSON.stringify(one.steps))}::jsonb[],
        ${list((one) => one.nextMark)}::text[], ${list((one) => one.nextMarkOn)}::date[])
    on conflict (request_id, law, kind) do update set state = excluded.state, segment = excluded.segment,
        start_day = excluded.start_day, legal_due = excluded.legal_due, safe_due = excluded.safe_due,
        act_by = excluded.act_by, met_on = excluded.met_on, late = excluded.late, steps = excluded.steps,
        next_mark = excluded.next_mark, next_mark_on = excluded.next_mark_on
      where (c.state, c.segment, c.start_day, c.legal_due, c.safe_due, c.act_by, c.met_on, c.late, c.next_mark_on)
        is distinct from (excluded.state, excluded.segment, excluded.start_day, excluded.legal_due, excluded.safe_due,
          excluded.act_by, excluded.met_on, excluded.late, excluded.next_mark_on)`);
}
