import { sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";
import { longestDue } from "#lib/jobs/due.ts";
import type { Found } from "../check.ts";
import { secondsSince } from "../rounds.ts";
import { guarded } from "./guarded.ts";

/** Seconds without a sign of life after which a worker is not counted. */
const aliveSeconds = 20;

export type WorkerRow = {
  id: string;
  startedAt: Date;
  seenAt: Date;
  version: string;
  busy: number;
  state: "works" | "draining" | "silent";
};

/** Every worker of the last day, those at work first. */
export async function workers(): Promise<WorkerRow[]> {
  type Row = {
    id: string;
    started: Date;
    seen: Date;
    version: string;
    busy: number;
    draining: boolean;
    silent: boolean;
  };
  const { rows } = await database().execute<Row>(
    sql`select id, started_at as started, seen_at as seen, version, busy, draining,
          seen_at < now() - make_interval(secs => ${aliveSeconds}) as silent
        from worker_heartbeat order by silent, started_at`,
  );
  return rows.map(({ id, started, seen, version, busy, draining, silent }) => ({
    ...{ id, version, busy, startedAt: new Date(started), seenAt: new Date(seen) },
    state: silent ? "silent" : draining ? "draining" : "works",
  }));
}

/** Workers, what waits for them, and what they do by themselves. */
export function lookAtWork(): Promise<Found[]> {
  return Promise.all([
    guarded("workers", async () => {
      const all = await workers();
      const count = (state: WorkerRow["state"]) => all.filter((one) => one.state === state).length;
      const [works, draining, silent] = [count("works"), count("draining"), count("silent")];
      const words = [
        `${works} at work`,
        ...(draining > 0 ? [`${draining} about to end`] : []),
        ...(silent > 0 ? [`${silent} gone without a word`] : []),
      ];
      return { value: works, words: `${words.join(", ")}.` };
    }),
    guarded("queue", async () => {
      const due = await longestDue();
      return { value: Math.max(0, ...due.map(({ seconds }) => seconds)) };
    }),
    guarded("clock_sweep", async () => ({ value: await secondsSince("clock_sweep") })),
    guarded("housekeeping", async () => ({ value: await secondsSince("housekeeping") })),
    guarded("mail", async () => ({ value: await oldestUnsent() })),
  ]);
}

/** Seconds for which the oldest mail waits: due and not sent, or tried in vain. Of very many, the first thousand are asked. */
async function oldestUnsent(): Promise<number> {
  const { rows } = await database().execute<{ seconds: number | null }>(
    sql`select extract(epoch from now() - min(created_at))::float8 as seconds from (
          select created_at from notice where state = 'ready' and (not_before <= now() or attempts > 0)
          order by not_before limit 1000) waiting`,
  );
  return rows[0]?.seconds ?? 0;
}
