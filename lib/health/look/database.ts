import { sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";
import { belowFloor } from "#lib/db/roles/floors.ts";
import type { Found } from "../check.ts";
import { misfit } from "../fit.ts";
import { guarded } from "./guarded.ts";

type Facts = {
  ms: number;
  now: number;
  version: number;
  release: string;
};

/** What the database says of itself, how long it took, and its time in milliseconds. */
async function ask(): Promise<Facts> {
  const began = performance.now();
  const { rows } = await database().execute<{ now: number; version: number; release: string }>(
    sql`select extract(epoch from clock_timestamp())::float8 * 1000 as now,
          current_setting('server_version_num')::int as version, current_setting('server_version') as release`,
  );
  const [row] = rows;
  if (!row) throw new Error("no answer");
  return { ms: performance.now() - began, ...row };
}

/** How far this machine's clock is from the database's, in milliseconds, half of the way there and back allowed for. */
export async function clockDrift(clock: () => number = Date.now): Promise<number> {
  let best = { way: Number.POSITIVE_INFINITY, drift: 0 };
  // The quickest of three: a slow answer says little of a clock.
  for (let i = 0; i < 3; i++) {
    const before = clock();
    const { ms, now } = await ask();
    if (ms < best.way) best = { way: ms, drift: before + ms / 2 - now };
  }
  return best.drift;
}

/** The database itself, its version, and the clock it shares with this machine. */
export function lookAtDatabase(clock: () => number = Date.now): Promise<Found[]> {
  return Promise.all([
    guarded("database", async () => {
      const { ms, version, release } = await ask();
      const old = belowFloor(version);
      return {
        value: ms,
        ...(old ? { state: "slow" as const, words: old } : { words: `Postgres ${release}.` }),
      };
    }),
    guarded("schema", async () => {
      const fit = await misfit();
      return { value: fit ? 1 : 0, ...(fit ? { words: fit.why } : {}) };
    }),
    guarded("clock_drift", async () => ({ value: Math.abs(await clockDrift(clock)) })),
  ]);
}
