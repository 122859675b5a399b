import { inArray, sql } from "drizzle-orm";
import { erasureSweep } from "#drizzle/schema/undo.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction, type Queryable } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor, visibleTo } from "#lib/request/access.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { runsNightly, systemsWithEnds } from "../retention/propose.ts";
import { runSweep } from "./run.ts";

/**
 * Every system is looked through once a night while anybody who was erased is remembered, or for retention runs. Returns
 * how many are new.
 */
export async function planSweeps(): Promise<number> {
  const ids = currentMap().systems.map((one) => one.id);
  const ending = runsNightly() ? systemsWithEnds().map((one) => one.id) : [];
  return inTransaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(
      sql`insert into erasure_sweep (system_id) select id from unnest(${sql.param(ids)}::text[]) id
          where exists (select 1 from erased_token) or id = any(${sql.param(ending)}::text[]) on conflict do nothing returning id`,
    );
    for (const { id } of rows) await ring(tx, "erasure.sweep", id);
    return rows.length;
  });
}

/** How the last look through a system went. */
export type SweepView = {
  systemId: string;
  title: string;
  sweptAt: Date | null;
  identifiers: number;
  found: number;
  cannot: string | null;
  trouble: string | null;
};

/** Looks through the systems now, and not only at night. For the operator only. */
export async function sweepNow(actor: Actor, only?: string): Promise<SweepView[]> {
  if (actor.kind !== "operator") throw new HabeasError("forbidden", "Only the operator sweeps by hand.");
  const ids = currentMap()
    .systems.map((one) => one.id)
    .filter((id) => only === undefined || id === only);
  if (ids.length === 0) throw new HabeasError("not_found", "There is no such system in the map.");
  await database()
    .insert(erasureSweep)
    .values(ids.map((systemId) => ({ systemId })))
    .onConflictDoNothing();
  const rows = await database()
    .update(erasureSweep)
    .set({ notBefore: sql`now()` })
    .where(inArray(erasureSweep.systemId, ids))
    .returning();
  for (const { id } of rows) await runSweep(id);
  return (await readSweeps(database())).filter((one) => ids.includes(one.systemId));
}

async function readSweeps(tx: Queryable): Promise<SweepView[]> {
  const rows = await tx.select().from(erasureSweep).orderBy(erasureSweep.systemId);
  const titles = new Map(currentMap().systems.map((one) => [one.id, one.title]));
  return rows.map(({ systemId, sweptAt, identifiers, found, cannot, trouble }) => ({
    systemId,
    title: titles.get(systemId) ?? systemId,
    ...{ sweptAt, identifiers, found, cannot, trouble },
  }));
}

/** What came back in one system of one person who was erased. */
export type CameBackView = {
  reference: string;
  systemId: string;
  title: string;
  records: number;
  since: Date;
  /** Records whose account was opened after the erasure. */
  newer: number;
  state: "open" | "planned";
};

/** Everything that came back and that nobody has decided about, the oldest first; of one request, or of all. */
export async function readCameBack(
  actor: Actor,
  reference?: string,
): Promise<{ found: CameBackView[]; sweeps: SweepView[] }> {
  return inTransaction(async (tx) => {
    const may = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_requests"));
    if (!may) throw new HabeasError("forbidden", "Only the privacy team sees what came back.");
    const one =
      reference === undefined
        ? null
        : await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const { rows } = await tx.execute<{
      reference: string;
      system_id: string;
      state: "open" | "planned";
      records: number;
      newer: number;
      since: string;
    }>(
      sql`select r.reference, c.system_id, c.state, count(*)::int as records, count(c.opened_day)::int as newer,
            min(c.first_at)::text as since
          from came_back c join request r on r.id = c.request_id
          where c.state in ('open', 'planned') and (${one?.id ?? null}::uuid is null or c.request_id = ${one?.id ?? null}::uuid)
            and ${visibleTo(actor, "r") ?? sql`true`}
          group by 1, 2, 3 order by min(c.first_at) limit 200`,
    );
    const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
    return {
      found: rows.map(({ system_id: systemId, since, ...row }) => ({
        ...row,
        systemId,
        title: titles.get(systemId) ?? systemId,
        since: new Date(since),
      })),
      sweeps: await readSweeps(tx),
    };
  });
}
