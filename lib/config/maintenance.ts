/** That the portal is being worked on: until when, where that was said, and how many seconds that is away. */
export type Maintenance = { until: Date | null; seconds: number };

const anHour = 3600;

/**
 * Reads `HABEAS_MAINTENANCE`: nothing, `no` or `0` is off; a time (2026-11-23T06:00Z) says when the portal is back;
 * anything else is on. Null where it is off.
 */
export function maintenance(now: Date = new Date()): Maintenance | null {
  const said = (process.env.HABEAS_MAINTENANCE ?? "").trim();
  if (["", "0", "no", "off", "false"].includes(said.toLowerCase())) return null;
  const at = /^\d{4}-\d{2}-\d{2}T/.test(said) ? Date.parse(said) : Number.NaN;
  // A time that has passed was a guess: the switch alone says that the work is over.
  if (Number.isNaN(at) || at <= now.getTime()) return { until: null, seconds: anHour };
  return { until: new Date(at), seconds: Math.ceil((at - now.getTime()) / 1000) };
}
