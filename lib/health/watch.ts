import { and, eq, isNull, sql } from "drizzle-orm";
import { healthAlert, healthMark } from "#drizzle/schema/health.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { tellRoomOfHouse } from "#lib/jobs/staff-room.ts";
import type { HealthCheck } from "./check.ts";
import { healthChecks } from "./read.ts";

/** Seconds for which something is broken before staff are told: what mends itself at once is no news. */
export const patienceSeconds = 120;

const worker: Actor = { kind: "worker", requestId: "" };

/**
 * Looks at everything, keeps since when each thing stands as it does, and tells staff once of what has been broken for two
 * minutes, and once when it is well again. Safe in several workers at once. Workers that ended without a word are forgotten
 * after a day.
 */
export async function watchHealth(look: () => Promise<HealthCheck[]> = healthChecks): Promise<void> {
  const checks = await look();
  for (const check of checks) await inTransaction((tx) => note(tx, check));
  await database().execute(sql`delete from worker_heartbeat where seen_at < now() - interval '1 day'`);
}

async function note(tx: Transaction, { name, state }: HealthCheck): Promise<void> {
  const [mark] = await tx
    .insert(healthMark)
    .values({ name, state })
    .onConflictDoUpdate({
      target: healthMark.name,
      set: {
        state,
        lookedAt: sql`now()`,
        since: sql`case when ${healthMark.state} = ${state} then ${healthMark.since} else now() end`,
      },
    })
    .returning({
      since: healthMark.since,
      long: sql<boolean>`${healthMark.since} <= now() - make_interval(secs => ${patienceSeconds})`,
    });
  if (state === "broken" && mark?.long) await raise(tx, name, mark.since);
  if (state !== "broken") await end(tx, name);
}

async function raise(tx: Transaction, name: string, brokenAt: Date): Promise<void> {
  const [made] = await tx.insert(healthAlert).values({ name, brokenAt }).onConflictDoNothing().returning();
  if (!made) return;
  await tellRoomOfHouse(tx, "house_broken", name);
  await audit(tx, null, worker, { kind: "house_health", check: name, state: "broken" });
}

async function end(tx: Transaction, name: string): Promise<void> {
  const [ended] = await tx
    .update(healthAlert)
    .set({ endedAt: sql`now()` })
    .where(and(eq(healthAlert.name, name), isNull(healthAlert.endedAt)))
    .returning();
  if (!ended) return;
  await tellRoomOfHouse(tx, "house_well", name);
  await audit(tx, null, worker, { kind: "house_health", check: name, state: "well" });
}
