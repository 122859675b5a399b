import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { proposedLink } from "#drizzle/schema/link.ts";
import { foundKey, sharedIdentifier, task } from "#drizzle/schema/task.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import type { System } from "#lib/map/schema.ts";
import { lockRequest } from "#lib/request/move.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { replaceFindings, type TaskWork } from "./settle.ts";

/** Everything by which the data map says who is who in a system; what people read there is not among it. */
function waysOf({ connector, settings, collections }: System): Buffer {
  const ways = collections.map(({ name, table, subject_key, where, match, belongs, http, files }) => ({
    name,
    table,
    subject_key,
    where,
    match,
    belongs: belongs.map(({ to, on, as, when }) => ({ to, on, as, when })),
    http,
    files,
  }));
  return createHash("sha256")
    .update(JSON.stringify([connector, settings, ways]))
    .digest();
}

/**
 * The same work, sure that the keys it goes on with were found by the map as it is now. "17" may be a customer in one
 * version and somebody else in the next: keys of another version are dropped with all that came by them here, with
 * what staff decided about them too, and the system is asked anew. What a person answered stays.
 */
export async function foundByThisMap(work: TaskWork, system: System): Promise<TaskWork> {
  const { row, lease } = work;
  const now = waysOf(system);
  if (row.answeredBy !== "machine" || row.foundBy?.equals(now)) return work;
  if (row.foundBy === null) return foundFirst(work, now);
  const dropped = {
    seenIdentifier: 0,
    keysKnown: 0,
    keysCollected: 0,
    records: 0,
    files: 0,
    memo: null,
    likeness: "not",
  };
  const set = { foundBy: now, ...dropped };
  const left = await inTransaction(async (tx) => {
    await lockRequest(tx, row.requestId);
    await stillOurs(tx, lease);
    await tx.update(task).set(set).where(eq(task.id, row.id));
    for (const table of [foundKey, sharedIdentifier, proposedLink])
      await tx.delete(table).where(eq(table.taskId, row.id));
    return replaceFindings(tx, row.id, []);
  });
  await Promise.all(left.map((storageKey) => removeSpool(storageKey)));
  return { ...work, row: { ...row, ...set } };
}

/** The usual case, in one statement: nothing was found yet by any other map. */
async function foundFirst(work: TaskWork, now: Buffer): Promise<TaskWork> {
  const { id, fence } = work.lease;
  const [ours] = await database()
    .update(task)
    .set({ foundBy: now })
    .where(and(eq(task.id, id), eq(task.fence, fence), eq(task.state, "running")))
    .returning({ id: task.id });
  if (!ours) throw new LeaseLost();
  return { ...work, row: { ...work.row, foundBy: now } };
}
