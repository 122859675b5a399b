import type { Metrics } from "#lib/metrics/read.ts";
import { span } from "./words.ts";

/** Which system is the slow one, in a sentence; null where none takes twice as long as the one in the middle. */
export function slowest({ systems }: Metrics, nameOf: (id: string) => string): string | null {
  const timed = systems.flatMap(({ what, spread }) => (spread ? [{ what, median: spread.median }] : []));
  const sorted = timed.toSorted((a, b) => b.median - a.median);
  const [first] = sorted;
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!first || !middle || sorted.length < 2 || first.median < middle.median * 2) return null;
  return `${nameOf(first.what)} is the slow one: ${span(first.median)}.`;
}
