import { createHash, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { collectDefaultMetrics, Gauge, type OpenMetricsContentType, Registry } from "prom-client";
import { environment } from "#lib/config/environment.ts";
import { version } from "#lib/core/version.ts";
import { database } from "#lib/db/database.ts";
import { longestDue } from "#lib/jobs/due.ts";
import type { HealthState } from "./check.ts";
import { systemStandings } from "./look/systems.ts";
import { workers } from "./look/work.ts";
import { healthChecks } from "./read.ts";
import { rounds } from "./rounds.ts";

/** True for the header of whoever knows HABEAS_METRICS_TOKEN; for nobody where none is set. */
export function mayReadMetrics(authorization: string | null): boolean {
  const { HABEAS_METRICS_TOKEN: token } = environment();
  if (token === undefined || authorization === null) return false;
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(authorization), hash(`Bearer ${token}`));
}

const level: Record<HealthState, number> = { well: 0, slow: 1, broken: 2 };

/** What this process itself needs: made once, because it counts on from its first day. */
let own: Registry<OpenMetricsContentType> | undefined;

function openMetrics(): Registry<OpenMetricsContentType> {
  const made = new Registry<OpenMetricsContentType>();
  made.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return made;
}

function ownRegistry(): Registry<OpenMetricsContentType> {
  if (own) return own;
  own = openMetrics();
  collectDefaultMetrics({ register: own, prefix: "habeas_portal_" });
  return own;
}

/**
 * How the house is, as OpenMetrics. Labels are names of checks, jobs, systems and statuses: nothing of a request or a
 * person. Names and meanings stand in docs/operating.md.
 */
export async function metricsText(): Promise<{ type: string; text: string }> {
  const register = openMetrics();
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `habeas_${name}`, help, labelNames, registers: [register] });

  gauge("build_info", "The version that answers; always 1.", "version").set({ version }, 1);
  const state = gauge("health_state", "0 well, 1 slow, 2 broken.", "check");
  const value = gauge("health_value", "What was found, in the check's own unit.", "check", "unit");
  for (const check of await healthChecks()) {
    state.set({ check: check.name }, level[check.state]);
    if (check.value !== null) value.set({ check: check.name, unit: check.unit }, check.value);
  }
  const none = () => [];
  const [all, due, systems, last, open] = await Promise.all([
    workers().catch(none),
    longestDue().catch(none),
    systemStandings().catch(none),
    rounds().catch(none),
    openRequests().catch(none),
  ]);
  const count = gauge("workers", "Workers of the last day.", "state");
  const busy = gauge("workers_busy", "Pieces of work in the hands of workers.");
  for (const one of ["works", "draining", "silent"]) {
    count.set({ state: one }, all.filter((worker) => worker.state === one).length);
  }
  busy.set(all.filter((worker) => worker.state !== "silent").reduce((sum, worker) => sum + worker.busy, 0));
  const age = gauge("queue_due_seconds", "How long the oldest due work has waited.", "job");
  for (const { job, seconds } of due) age.set({ job }, seconds);
  const standing = gauge("system_state", "0 well, 1 stopped by staff, 2 broken.", "system");
  for (const one of systems) standing.set({ system: one.id }, { well: 0, stopped: 1, broken: 2 }[one.state]);
  const since = gauge("round_seconds", "How long ago something regular was last done well.", "round");
  const handled = gauge("round_handled", "Records that it handled since the house began.", "round");
  for (const one of last) {
    if (one.okAt) since.set({ round: one.name }, (Date.now() - one.okAt.getTime()) / 1000);
    handled.set({ round: one.name }, one.handledEver);
  }
  const requests = gauge("requests_open", "Open requests by the desk's count.", "kind");
  for (const one of open) requests.set({ kind: one.kind }, one.requests);

  const lines = (text: string) => text.replace(/# EOF\s*$/, "");
  const text = `${lines(await ownRegistry().metrics())}${await register.metrics()}`;
  return { type: Registry.OPENMETRICS_CONTENT_TYPE, text };
}

/** The desk's own counts, which triggers keep: nothing is counted here. */
async function openRequests(): Promise<{ kind: string; requests: number }[]> {
  const { rows } = await database().execute<{ kind: string; requests: number }>(
    sql`select kind, sum(requests)::int as requests from queue_tally
        where brand = '*' and kind in ('open', 'new', 'person', 'system', 'review', 'approval') group by kind`,
  );
  return rows;
}
