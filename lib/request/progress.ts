import { sql } from "drizzle-orm";
import { proposedLink } from "#drizzle/schema/link.ts";
import { request } from "#drizzle/schema/request.ts";
import { sharedIdentifier, task } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import type { SystemProgress } from "./views.ts";

type TaskRow = typeof task.$inferSelect;

/** How each system of a request's plan stands, in the plan's order. */
export async function progressOf(tx: Queryable, requestId: string): Promise<SystemProgress[]> {
  return (await progressOfAll(tx, [requestId])).get(requestId) ?? [];
}

/** The same of several requests by one statement. One without a plan is not among them. */
export async function progressOfAll(
  tx: Queryable,
  requestIds: readonly string[],
): Promise<Map<string, SystemProgress[]>> {
  const rows = await tx
    .select({
      task,
      // Names in full: in a select from one table the query builder writes bare columns, which would be the inner ones.
      undecided: sql<boolean>`exists (select 1 from ${sharedIdentifier} as shared
        where shared.task_id = task.id and shared.decided_at is null)
        or exists (select 1 from ${proposedLink} as link
          where link.task_id = task.id and link.state = 'proposed')`,
      onlyAlike: sql<boolean>`exists (select 1 from ${proposedLink} as link
        where link.task_id = task.id and link.state = 'used')`,
    })
    .from(task)
    .where(sql`${task.requestId} = any(${sql.param(requestIds)}::uuid[])`)
    .orderBy(task.position);
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const found = new Map<string, SystemProgress[]>();
  for (const { task: row, undecided, onlyAlike } of rows) {
    const state = stateOf(row, undecided);
    const systems = found.get(row.requestId) ?? [];
    found.set(row.requestId, systems);
    systems.push({
      taskId: row.id,
      systemId: row.systemId,
      title: titles.get(row.systemId) ?? row.systemId,
      state,
      records: row.records,
      files: row.files,
      cause: state === "trouble" ? row.trouble : null,
      nextTryAt: state === "trouble" && row.state !== "parked" ? row.notBefore : null,
      askedAt: row.askedAt,
      answeredAt: row.answeredAt,
      attempts: row.attempts,
      onlyAlike,
    });
  }
  return found;
}

/** One word for what a task's columns say together (pure). */
function stateOf(row: TaskRow, undecided: boolean): SystemProgress["state"] {
  if (row.state === "parked") {
    if (undecided || row.troubleCode === "too_many_identifiers") return "needs_decision";
    return row.troubleCode === null ? "waiting_for_person" : "trouble";
  }
  if (row.state === "settled") {
    if (row.outcome === "found") return "found";
    if (row.outcome === "refused") return "refused";
    return row.outcome === "nothing_held" ? "nothing_held" : "done";
  }
  if (row.troubleCode !== null) return "trouble";
  return row.state === "running" ? "asking" : "waiting";
}

const enoughToTell = 20;
/** The newest answered requests are looked at, so that a long history makes no page slow. */
const newest = 500;

/** The usual span of days from receipt to answer, once enough requests of a right are closed to tell. */
export async function usualSpans(tx: Queryable): Promise<Map<string, { from: number; to: number }>> {
  const rows = await tx.execute<{ right: string; low: number; high: number }>(
    sql`select r.right_asked as right,
          percentile_disc(0.1) within group (order by b.ready_at::date - r.received_day)::int as low,
          percentile_disc(0.9) within group (order by b.ready_at::date - r.received_day)::int as high
        from (select id, right_asked, received_day from ${request}
                where status in ('ready', 'closed') order by received_at desc limit ${newest}) r
        join lateral (select min(ready_at) as ready_at from bundle where request_id = r.id) b on b.ready_at is not null
        group by r.right_asked having count(*) >= ${enoughToTell}`,
  );
  return new Map(rows.rows.map((row) => [row.right, { from: row.low, to: row.high }]));
}
