import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import type { Transaction } from "#lib/db/database.ts";
import { visibleTo } from "#lib/request/access.ts";
import type { Asked } from "./asked.ts";
import { sums } from "./facts.ts";

/** What is open now, and what will be late. */
export type Ahead = {
  /** Whom the open ones wait for. */
  open: { what: string; n: number }[];
  overdue: number;
  /** Forecast to be answered after their safe due day, by the Monday of its week. */
  atRisk: { week: Day; n: number }[];
};

/** Both read what is late, or will be, from an index of such requests alone. Tests of the path of opt-outs are nobody's. */
export async function readAhead(tx: Transaction, actor: Actor, asked: Asked, today: Day): Promise<Ahead> {
  const ours = and(
    isNull(request.endedAt),
    sql`${request.status} <> 'ready'`,
    sql`${request.clockState} = 'running'`,
    sql`${request.channel} <> 'canary'`,
    visibleTo(actor),
    asked.right === null ? undefined : eq(request.right, asked.right),
    asked.law === null ? undefined : eq(request.regime, asked.law),
    asked.brand === null ? undefined : sql`coalesce(${request.brandId}, 'company') = ${asked.brand}`,
  );
  const count = (condition: SQL) =>
    tx.execute<{ week: Day; n: number }>(sql`
      select date_trunc('week', ${request.safeDue})::date::text as week, count(*)::int as n
        from ${request} where ${and(condition, ours)} group by 1 order by 1`);
  const late = await count(sql`${request.safeDue} < ${today}::date`);
  const risk = await count(sql`${request.forecastDay} > ${request.safeDue}`);
  const open = await sums(tx, actor, asked, { measures: ["open"], by: ["detail"], now: true });
  return {
    open: open.map(({ detail: what, n }) => ({ what, n })),
    overdue: late.rows.reduce((sum, { n }) => sum + n, 0),
    atRisk: risk.rows,
  };
}
