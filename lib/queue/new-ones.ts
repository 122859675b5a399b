import type { Actor } from "#lib/core/actor.ts";
import { readQueue } from "./read.ts";
import type { QueueRow } from "./row.ts";

const newOnes = "is:new -is:snoozed";

/**
 * The new requests that are due soonest, `limit` of them at most; `more`: there are others. The one that is asked for
 * stands before them where it is new and not among them. Throws HabeasError `forbidden`.
 */
export async function readNew(
  actor: Actor,
  asked: string | null,
  limit: number,
): Promise<{ rows: readonly QueueRow[]; more: boolean }> {
  const { rows } = await readQueue(actor, { query: newOnes, limit });
  const more = rows.length === limit;
  if (asked === null || !more || rows.some((one) => one.reference === asked)) return { rows, more };
  const found = await readQueue(actor, { query: `${newOnes} ${asked}`, limit: 1 });
  return { rows: [...found.rows.filter((one) => one.reference === asked), ...rows], more };
}
