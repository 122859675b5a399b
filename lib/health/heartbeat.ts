import { sql } from "drizzle-orm";
import { workerHeartbeat } from "#drizzle/schema/health.ts";
import { log } from "#lib/core/log.ts";
import { version } from "#lib/core/version.ts";
import { database } from "#lib/db/database.ts";
import { processId } from "#lib/jobs/lease.ts";
import { knownMigrations, misfit } from "./fit.ts";

/** Seconds between two signs of life. */
const beatSeconds = 5;

export type Heartbeat = {
  /** Says at once that this worker takes nothing new. */
  drains(): Promise<void>;
  /** Ends, and takes this worker off the list. */
  end(): Promise<void>;
};

/**
 * Says every five seconds that this worker is there, with how much it has in hand. `unfit` is called once where the database
 * has been brought to a version that this one would do harm to.
 */
export async function startHeartbeat(
  busy: () => number,
  unfit: (why: string) => void,
  seconds = beatSeconds,
): Promise<Heartbeat> {
  let draining = false;
  let told = false;
  const beat = async (): Promise<void> => {
    const now = { seenAt: sql`now()`, busy: busy(), draining };
    try {
      await database()
        .insert(workerHeartbeat)
        .values({ id: processId, version, migrations: knownMigrations, ...now })
        .onConflictDoUpdate({ target: workerHeartbeat.id, set: now });
      const fit = draining || told ? null : await misfit();
      if (fit?.database === "new") {
        told = true;
        unfit(fit.why);
      }
    } catch (error) {
      // The row grows old: that is how others see it.
      log.warn({ err: error }, "the sign of life did not reach the database");
    }
  };
  await beat();
  const timer = setInterval(() => void beat(), seconds * 1000);
  return {
    async drains() {
      draining = true;
      await beat();
    },
    async end() {
      clearInterval(timer);
      await database()
        .execute(sql`delete from ${workerHeartbeat} where id = ${processId}`)
        .catch((error) => log.warn({ err: error }, "this worker stays on the list for a day"));
    },
  };
}
