import { numbers } from "./pairwise.ts";

/** The same things in an order drawn by lot (Fisher and Yates). */
export function shuffled<T>(things: readonly T[], seed: number): T[] {
  const random = numbers(seed);
  return things
    .map((thing) => ({ thing, lot: random() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ thing }) => thing);
}

/** The middle of some times. */
export function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The chance that one drawn from the first took longer than one drawn from the second; a half where they are alike. */
export function chanceOfLonger(first: readonly number[], second: readonly number[]): number {
  let wins = 0;
  for (const a of first) for (const b of second) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (first.length * second.length);
}

/**
 * How likely two sets of times lie this far apart although they are of one kind: the two-sided test of Mann and Whitney
 * (1947) by its normal approximation, which is good from twenty of each on.
 */
export function likelihood(first: readonly number[], second: readonly number[]): number {
  const [n, m] = [first.length, second.length];
  const deviation = Math.sqrt((n + m + 1) / (12 * n * m));
  const z = Math.abs(chanceOfLonger(first, second) - 0.5) / deviation;
  return 2 * (1 - normal(z));
}

/** The normal distribution up to `z` ≥ 0 (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
    (sum, factor) => (sum + factor) * t,
    0,
  );
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
