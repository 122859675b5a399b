import { createHash } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { proposedLink } from "#drizzle/schema/link.ts";
import { foundKey, sharedIdentifier, task } from "#drizzle/schema/task.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import type { System } from "#lib/map/schema.ts";
import { lockRequest } from "#lib/request/move.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { heardPlace } from "./heard-place.ts";
import { takeBack } from "./link/take-back.ts";
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
 * what staff decided about them too, and the system is asked anew. Where they had led on to other systems, that is
 * taken back and every system is asked afresh: LeaseLost, because the task begins again. What a person answered stays.
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
    const locked = await lockRequest(tx, row.requestId);
    await stillOurs(tx, lease);
    await tx.update(task).set(set).where(eq(task.id, row.id));
    const tokens = await ledOn(tx, row);
    if (tokens.length > 0) {
      // What other systems found by them may be somebody else's too. All are asked afresh, this one among them.
      const keys = tokens.map((token) => ({ taskId: row.id, token }));
      await takeBack(tx, locked, work.actor, { keys, identifiers: [] }, row.systemId);
    }
    for (const table of [foundKey, sharedIdentifier, proposedLink])
      await tx.delete(table).where(eq(table.taskId, row.id));
    return { pieces: await replaceFindings(tx, row.id, []), afresh: tokens.length > 0 };
  });
  await Promise.all([...left.pieces, heardPlace(row.requestId)].map((storageKey) => removeSpool(storageKey)));
  if (left.afresh) throw new LeaseLost();
  return { ...work, row: { ...row, ...set } };
}

/** The keys of a task, where any of them made an identifier known by which other systems may have been asked. */
async function ledOn(tx: Transaction, row: { id: string; requestId: string; systemId: string }) {
  const keys = await tx.select({ token: foundKey.token }).from(foundKey).where(eq(foundKey.taskId, row.id));
  const tokens = keys.map((one) => one.token);
  if (tokens.length === 0) return [];
  const [yielded] = await tx
    .select({ id: identifier.id })
    .from(identifier)
    .where(
      and(
        eq(identifier.requestId, row.requestId),
        eq(identifier.systemId, row.systemId),
        inArray(identifier.origin, ["found", "decided"]),
        inArray(identifier.fromKey, tokens),
      ),
    )
    .limit(1);
  return yielded ? tokens : [];
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
