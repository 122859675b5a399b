import type { Actor } from "#lib/core/actor.ts";
import { countUpTo } from "./read.ts";

/** Milliseconds that a count of a saved view is shown before it is counted again. */
const kept = 30_000;
const mostKept = 2000;

const counts = new Map<string, { at: number; count: Promise<number> }>();

/**
 * How many requests a query has for a member of staff, as it was counted at most half a minute ago: pages of the desk do not
 * count anything each time they are shown.
 */
export function countedLately(
  actor: Extract<Actor, { kind: "staff" }>,
  query: string,
  most: number,
): Promise<number> {
  const name = JSON.stringify([actor.staffId, actor.role, actor.scope, query]);
  const known = counts.get(name);
  if (known && Date.now() - known.at < kept) return known.count;
  counts.delete(name);
  const [oldest] = counts.keys();
  if (counts.size >= mostKept && oldest !== undefined) counts.delete(oldest);
  const count = countUpTo(actor, query, most);
  counts.set(name, { at: Date.now(), count });
  // What could not be counted is tried again by whoever asks next.
  count.catch(() => counts.delete(name));
  return count;
}
