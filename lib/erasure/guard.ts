import { desc, eq } from "drizzle-orm";
import { erasure } from "#drizzle/schema/erasure.ts";
import type { Queryable } from "#lib/db/database.ts";

/** No erasure of one person passes this many changed rows without a typed number, however usual it is. */
const mostUntyped = 10_000;
/** How many times the usual is unusual, and what is never unusual. */
const timesUsual = 10;
const neverUnusual = 100;
const fewest = 5;
const remembered = 200;

/**
 * The blast radius: the number that must be typed to approve a plan that changes this many rows, or null where it is
 * as usual. The usual is the median of the erasures before.
 */
export function numberToType(changing: number, before: readonly number[]): number | null {
  const usual = before.length < fewest ? null : median(before);
  const limit = usual === null ? mostUntyped : Math.max(neverUnusual, usual * timesUsual);
  return changing > Math.min(limit, mostUntyped) ? changing : null;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** How many rows each of the newest erasures changed that were done. */
export async function changedBefore(tx: Queryable): Promise<number[]> {
  const rows = await tx
    .select({ totals: erasure.totals })
    .from(erasure)
    .where(eq(erasure.state, "done"))
    .orderBy(desc(erasure.endedAt))
    .limit(remembered);
  return rows.map((row) => row.totals?.changing ?? 0).filter((changing) => changing > 0);
}
