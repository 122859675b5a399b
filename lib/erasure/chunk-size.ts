/** A chunk should hold its locks about so long: far below what a statement of somebody else would feel. */
const aimMs = 50;
const smallest = 50;
const largest = 10_000;
/** Size of the first chunk, before anything is known of the system. */
export const firstChunk = 200;

/** Rows of the next chunk after one of `rows` rows took `ms`: towards 50 ms, by at most twice or half a time. */
export function nextChunk(rows: number, ms: number): number {
  const factor = Math.min(2, Math.max(0.5, aimMs / Math.max(ms, 1)));
  return Math.round(Math.min(largest, Math.max(smallest, rows * factor)));
}

/** A system that answers far slower than aimed for gets a pause as long as its last answer, two seconds at most. */
export function restAfter(ms: number): number {
  return ms > 4 * aimMs ? Math.min(ms, 2_000) : 0;
}
