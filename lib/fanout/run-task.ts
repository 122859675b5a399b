import { and, eq, isNull } from "drizzle-orm";
import type { FoundKey, Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { request } from "#drizzle/schema/request.ts";
import { sharedIdentifier, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap, matchedKinds, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { walkable } from "./advance.ts";
import { askOwner } from "./ask-owner.ts";
import { collectFindings, keysOf } from "./collect.ts";
import { openIdentifier } from "./known.ts";
import { openSession } from "./open-session.ts";
import { saveAnswer, type UnsavedAnswer } from "./save-answer.ts";
import { askLater, commit, fail, park, settle, type TaskRow, type TaskWork } from "./settle.ts";
import { newestFor } from "./walk.ts";

/**
 * Runs one task once: asks its system who the person is there, collects what it holds, and writes the outcome.
 * Harmless to call at any time: without a lease it does nothing, and a holder that lost its lease writes nothing.
 */
export async function runTask(id: string): Promise<void> {
  const lease = await claim("task", id);
  if (!lease) return;
  try {
    const work = await workOf(lease);
    if (work) await run(work);
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.warn({ err: error, task: id }, "a task will be picked up again");
      await giveBack(lease);
    }
  } finally {
    lease.end();
  }
}

async function workOf(lease: Lease): Promise<TaskWork | null> {
  const [found] = await database()
    .select({ task, request })
    .from(task)
    .innerJoin(request, eq(task.requestId, request.id))
    .where(eq(task.id, lease.id));
  if (!found) return null;
  const { task: row, request: asked } = found;
  const actor: Actor = { kind: "worker", requestId: row.requestId };
  if (asked.status !== "collecting") {
    await leave(lease, row);
    return null;
  }
  return { lease, row, request: asked, actor, key: await keyOf(database(), row.requestId) };
}

/** Ends a task whose request no longer waits for it. */
async function leave(lease: Lease, row: TaskRow): Promise<void> {
  await inTransaction(async (tx) => {
    await lockRequest(tx, row.requestId);
    await stillOurs(tx, lease);
    await tx
      .update(task)
      .set({ state: "settled", outcome: row.outcome ?? "cancelled" })
      .where(eq(task.id, row.id));
  });
}

async function run(work: TaskWork): Promise<void> {
  try {
    const system = systemOf(currentMap(), work.row.systemId);
    const session = await openSession(system, work.lease.signal);
    try {
      const found = await locate(work, session, system);
      if (found === "stop") return;
      const { keys, unsaved } = found;
      if (keys.length === 0) return await settle(work, { outcome: "nothing_held", unsaved });
      if (!unsaved && keys.length === work.row.keysCollected) return await settle(work, { outcome: "found" });
      const findings = await collectFindings(work, session, keys);
      await settle(work, { outcome: "found", findings, unsaved });
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof LeaseLost || work.lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError)) {
      log.error({ err: error, task: work.row.id }, "a task failed on our side");
    }
    await fail(work, error instanceof ConnectorError ? error : null);
  }
}

/** The person's keys in a system; `unsaved` where the answer that gave them is still to be written. */
type Located = { keys: FoundKey[]; unsaved: UnsavedAnswer | undefined };

async function locate(work: TaskWork, session: Session, system: System): Promise<Located | "stop"> {
  const kinds = matchedKinds(system);
  const identifiers = await walkable(database(), work.row.requestId);
  const asked = identifiers.filter((known) => kinds.has(known.kind));
  const newest = newestFor(kinds, asked);
  const known = work.row.keysKnown === 0 ? [] : await keysOf(database(), work.row.id, work.key);
  if (newest <= work.row.seenIdentifier)
    return (await stopsHere(work)) ? "stop" : { keys: known, unsaved: undefined };
  const answer = await session.locate(asked.map((one) => openIdentifier(work.key, one)));
  if (answer.kind === "in_progress") {
    await askLater(work, answer.askAgainAt);
    return "stop";
  }
  if (answer.kind === "asks_person") {
    await askOwner(work, answer.question, newest);
    return "stop";
  }
  const unsaved: UnsavedAnswer = { answer, asked, seen: newest };
  // What helps others find the person is written at once; otherwise the answer is written with the findings.
  if (answer.identifiers.length > 0 || answer.shared.length > 0) {
    await commit(work, (tx) => saveAnswer(tx, work, unsaved));
    if (await stopsHere(work)) return "stop";
    return { keys: await keysOf(database(), work.row.id, work.key), unsaved: undefined };
  }
  const before = new Set(known.map((one) => one.key));
  return { keys: [...known, ...answer.keys.filter((one) => !before.has(one.key))], unsaved };
}

/** Parks the task while staff have to decide whose records a shared identifier leads to. */
async function stopsHere(work: TaskWork): Promise<boolean> {
  const [undecided] = await database()
    .select({ id: sharedIdentifier.id })
    .from(sharedIdentifier)
    .where(and(eq(sharedIdentifier.taskId, work.row.id), isNull(sharedIdentifier.decidedAt)));
  if (undecided) await park(work);
  return undecided !== undefined;
}
