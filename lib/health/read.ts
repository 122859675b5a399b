import { healthMark } from "#drizzle/schema/health.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { checkOf, type Found, type HealthCheck, type HealthState, knownChecks, worst } from "./check.ts";
import { lookAtDatabase } from "./look/database.ts";
import { lookAtHouse } from "./look/house.ts";
import { lookAtSystems, type SystemStanding, systemStandings } from "./look/systems.ts";
import { lookAtWork, type WorkerRow, workers } from "./look/work.ts";
import { type Round, rounds } from "./rounds.ts";

/** Everything that can be looked at, as it stands now, in the order of the table. Nothing personal in it. */
export async function healthChecks(): Promise<HealthCheck[]> {
  const found: Found[] = (
    await Promise.all([lookAtDatabase(), lookAtWork(), lookAtSystems(), lookAtHouse()])
  ).flat();
  const marks = await database()
    .select()
    .from(healthMark)
    .catch(() => []);
  const order = Object.keys(knownChecks);
  return found
    .map((one) => {
      const check = checkOf(one, null);
      const mark = marks.find(({ name, state }) => name === one.name && state === check.state);
      return { ...check, since: mark?.since ?? null };
    })
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

export type Health = {
  state: HealthState;
  checks: HealthCheck[];
  workers: WorkerRow[];
  systems: SystemStanding[];
  rounds: Round[];
};

/** How the house is, for those who run it or look after it. Throws HabeasError `forbidden`. */
export async function readHealth(actor: Actor): Promise<Health> {
  const may = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_health"));
  if (!may) throw new HabeasError("forbidden", "Only those who run the house see how it is.");
  const none = () => [];
  const [checks, all, systems, last] = await Promise.all([
    healthChecks(),
    workers().catch(none),
    systemStandings().catch(none),
    rounds().catch(none),
  ]);
  return { state: worst(checks.map(({ state }) => state)), checks, workers: all, systems, rounds: last };
}
