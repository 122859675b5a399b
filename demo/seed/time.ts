import type { Chance } from "./random.ts";

const DAY = 86_400_000;

/** The day after the last day of data. The company's records end with February 2026. */
export const END = Date.UTC(2026, 2, 1);

/** First day of the web server's logs. */
export const VISITS_START = Date.UTC(2025, 1, 1);

/** Number of daily log files. */
export const VISIT_DAYS = (END - VISITS_START) / DAY;

/** `2026-02-17T09:14:03Z`, from milliseconds. */
export function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** `2026-02-17`, from milliseconds. */
export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The civil day of the n-th log file, counted from 0. */
export function visitDay(index: number): string {
  return day(VISITS_START + index * DAY);
}

/** A moment between two moments, to the second, in shop-keeping hours of the day. */
export function momentBetween(chance: Chance, from: number, until: number): number {
  const days = Math.max(1, Math.floor((until - from) / DAY));
  const start = from - (from % DAY) + chance.int(0, days - 1) * DAY;
  return Math.max(from, start + chance.int(7 * 3600, 22 * 3600) * 1000);
}
