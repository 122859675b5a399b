import { type Day, dayOf } from "#lib/core/day.ts";
import type { Pace } from "./pace.ts";

/** A task of a request as far as a forecast cares. */
export type ForecastTask = { systemId: string; askedAt: Date | null; answeredAt: Date | null; open: boolean };

const hour = 3_600_000;

/**
 * When a request will probably be answered: once its slowest open system has (in nine of ten cases), and the usual time to
 * the hand-over after that. Never before today. Null where nobody can tell: no plan yet, or a system without a history. Pure.
 */
export function forecastDay(
  tasks: readonly ForecastTask[],
  pace: { systems: ReadonlyMap<string, Pace>; handOver: Pace },
  now: Date,
  zone: string,
): Day | null {
  if (tasks.length === 0) return null;
  let last = 0;
  for (const { systemId, askedAt, answeredAt, open } of tasks) {
    if (!open) {
      last = Math.max(last, answeredAt?.getTime() ?? 0);
      continue;
    }
    const known = pace.systems.get(systemId);
    if (!known) return null;
    const asked = askedAt?.getTime() ?? now.getTime();
    const inTime = asked + known.slow * hour;
    // One that is slower than nine of ten has no known end: as if it were asked now, it takes its usual time.
    last = Math.max(last, inTime > now.getTime() ? inTime : now.getTime() + known.usual * hour);
  }
  const then = Math.max(last + pace.handOver.usual * hour, now.getTime());
  return dayOf(new Date(then), zone);
}
