import { rolledBack } from "#lib/audit/log/stand.ts";
import { databaseAnswers } from "#lib/db/health.ts";
import { vaultIsOpen } from "#lib/vault/open.ts";
import { misfit } from "./fit.ts";
import { isLeaving } from "./leaving.ts";
import { secondsSince } from "./rounds.ts";

/** Seconds without a sweep of the clocks after which whoever watches from outside is told. */
const deadAfter = 300;

/** Why people should not be led to this process; null where they may be. */
export async function whyNotReady(): Promise<string | null> {
  if (isLeaving()) return "leaving";
  if (!(await databaseAnswers())) return "no database";
  if (!vaultIsOpen()) return "no keys";
  if (await rolledBack()) return "rolled back";
  if ((await misfit()) !== null) return "other version of the database";
  return null;
}

/** Seconds since the clocks of requests were swept, and whether that is long enough to wake somebody. */
export async function sweeperAlive(): Promise<{ alive: boolean; seconds: number | null }> {
  const seconds = await secondsSince("clock_sweep").catch(() => null);
  return { alive: seconds !== null && seconds < deadAfter, seconds: seconds && Math.round(seconds) };
}
