import { and, eq, isNull } from "drizzle-orm";
import { houseAlert } from "#drizzle/schema/preference.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { type AlertStage, raiseAlert } from "./alert.ts";
import { canarySystems, newestChecks } from "./canary.ts";

/** Minutes without an opt-out that was seen to arrive, after which something is wrong whatever it is. */
const silentMinutes = 59;

/** How the path of opt-outs stands in one system. waiting: it has not been tried for an hour yet. */
export type PathHealth = {
  systemId: string;
  title: string;
  state: "well" | "broken" | "waiting";
  lastOkAt: Date | null;
  stage: AlertStage | null;
};

/**
 * How the path of opt-outs stands, by the database alone, so that any process can tell while no worker runs. What is
 * silent for an hour is raised as an alert here: a worker that does not run raises none.
 */
export async function watchCanaries(now: Date): Promise<PathHealth[]> {
  await freshMap();
  const checks = new Map((await newestChecks()).map((one) => [one.systemId, one]));
  const open = await database()
    .select()
    .from(houseAlert)
    .where(and(eq(houseAlert.kind, "opt_out_path_broken"), isNull(houseAlert.endedAt)));
  const health: PathHealth[] = [];
  for (const { id, title } of canarySystems()) {
    const known = checks.get(id);
    const alert = open.find((one) => one.systemId === id);
    const since = known ? (known.lastOkAt ?? known.firstAt) : null;
    const silent = since !== null && now.getTime() - since.getTime() >= silentMinutes * 60_000;
    if (silent && !alert) {
      await inTransaction((tx) =>
        raiseAlert(tx, { kind: "opt_out_path_broken", systemId: id, stage: "worker", at: now }),
      );
    }
    health.push({
      systemId: id,
      title,
      state: alert || silent ? "broken" : known?.lastOkAt ? "well" : "waiting",
      lastOkAt: known?.lastOkAt ?? null,
      stage: (alert?.stage as AlertStage | undefined) ?? (silent ? "worker" : null),
    });
  }
  return health;
}
