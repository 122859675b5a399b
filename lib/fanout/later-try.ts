import { sql } from "drizzle-orm";
import type { ConnectorError } from "#connectors/errors.ts";
import { pauseBefore } from "#lib/jobs/lease.ts";

/**
 * What a row of work becomes after a failed try, `attempts` before it: ready again, later after every failure or when
 * the system said, with the trouble in plain words. It is never given up.
 */
export function laterTry(attempts: number, error: ConnectorError | null) {
  const wait = Math.max(error?.retryAfterSeconds ?? 0, pauseBefore(attempts + 1));
  return {
    state: "ready",
    attempts: attempts + 1,
    lost: 0,
    notBefore: sql`now() + make_interval(secs => ${wait})`,
    troubleCode: error?.code ?? "internal",
    trouble: error?.message ?? "Something went wrong on our side.",
  };
}
