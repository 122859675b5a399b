import { sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";
import { allEntries, freshMap } from "#lib/map/current.ts";
import { watchCanaries } from "#lib/preference/watch.ts";
import type { Found } from "../check.ts";
import { guarded } from "./guarded.ts";

/** Conversations in a row that fail before a system counts as broken. */
const inARow = 3;

/** stopped: staff paused it or cut it off. `lastAt`: of its last conversation. */
export type SystemStanding = {
  id: string;
  title: string;
  state: "well" | "broken" | "stopped";
  lastAt: Date | null;
  code: string | null;
};

/** How the last conversations with each system went. Whoever was not asked for an hour is well as far as anybody knows. */
export async function systemStandings(): Promise<SystemStanding[]> {
  await freshMap();
  const entries = allEntries().filter(({ state }) => state !== "draft" && state !== "retired");
  if (entries.length === 0) return [];
  type Row = { id: string; at: Date | null; code: string | null; broken: boolean | null };
  const ids = sql.join(
    entries.map(({ id }) => sql`${id}`),
    sql`, `,
  );
  const { rows } = await database().execute<Row>(
    sql`select s.id, max(l.started_at) as at, (array_agg(l.code order by l.started_at desc))[1] as code,
          count(*) = ${inARow} and not bool_or(l.ok) and max(l.started_at) > now() - interval '1 hour' as broken
        from unnest(array[${ids}]::text[]) as s (id)
        cross join lateral (select started_at, code, ok from system_run r
          where r.system_id = s.id and r.ok is not null and coalesce(r.code, '') not in ('paused', 'rate_limited')
          order by started_at desc limit ${inARow}) l
        group by s.id`,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return entries.map(({ id, state, system }) => {
    const row = known.get(id);
    const stopped = state === "paused" || state === "killed";
    return {
      id,
      title: system.title,
      state: stopped ? "stopped" : row?.broken ? "broken" : "well",
      lastAt: row?.at ? new Date(row.at) : null,
      code: row?.code ?? null,
    };
  });
}

/** Systems that do not answer, and those in which opt-outs do not arrive. */
export function lookAtSystems(): Promise<Found[]> {
  return Promise.all([
    guarded("systems", async () => {
      const all = await systemStandings();
      const broken = all.filter(({ state }) => state === "broken");
      const stopped = all.filter(({ state }) => state === "stopped");
      const words = [
        ...(broken.length > 0 ? [`No answer: ${broken.map(({ title }) => title).join(", ")}.`] : []),
        ...(stopped.length > 0 ? [`Stopped by staff: ${stopped.map(({ title }) => title).join(", ")}.`] : []),
      ];
      // A system of many that does not answer keeps nothing else from going on.
      const state = broken.length === 0 ? "well" : broken.length === all.length ? "broken" : "slow";
      return { value: broken.length, state, ...(words.length > 0 ? { words: words.join(" ") } : {}) };
    }),
    guarded("opt_outs", async () => {
      const broken = (await watchCanaries(new Date())).filter(({ state }) => state === "broken");
      const words = broken.map(({ title }) => title).join(", ");
      return {
        value: broken.length,
        ...(broken.length > 0 ? { words: `They do not arrive in: ${words}.` } : {}),
      };
    }),
  ]);
}
