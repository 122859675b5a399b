import { eq } from "drizzle-orm";
import { ConnectorError } from "#connectors/errors.ts";
import { sharedIdentifier, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { claim, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap, matchedKinds, systemOf } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { advance, walkable } from "./advance.ts";
import { askOwner } from "./ask-owner.ts";
import { collectFindings } from "./collect.ts";
import { openIdentifier, storeLocated } from "./identifiers.ts";
import { openSession } from "./open-session.ts";
import { askLater, fail, park, settle, type TaskWork } from "./settle.ts";
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
    if (!(error instanceof LeaseLost)) log.warn({ err: error, task: id }, "a task will be picked up again");
  } finally {
    lease.end();
  }
}

async function workOf(lease: Lease): Promise<TaskWork | null> {
  return inTransaction(async (tx) => {
    const [row] = await tx.select().from(task).where(eq(task.id, lease.id));
    if (!row) return null;
    const request = await lockRequest(tx, row.requestId);
    if (request.status !== "collecting") {
      await stillOurs(tx, lease);
      await tx
        .update(task)
        .set({ state: "settled", outcome: row.outcome ?? "cancelled" })
        .where(eq(task.id, row.id));
      return null;
    }
    const actor: Actor = { kind: "worker", requestId: row.requestId };
    return { lease, row, request, actor, key: await keyOf(tx, row.requestId) };
  });
}

async function run(work: TaskWork): Promise<void> {
  try {
    const system = systemOf(currentMap(), work.row.systemId);
    const session = await openSession(system, work.lease.signal);
    try {
      const next = await locate(work, session, system);
      if (next === "stop") return;
      if (next.keysKnown === 0) return await settle(work, { outcome: "nothing_held" });
      if (next.keysKnown === next.keysCollected) return await settle(work, { outcome: "found" });
      const findings = await collectFindings(work, session);
      await settle(work, { outcome: "found", findings, keysCollected: next.keysKnown });
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof LeaseLost || work.lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError))
      log.error({ err: error, task: work.row.id }, "a task failed on our side");
    await fail(work, error instanceof ConnectorError ? error : null);
  }
}

type Progress = { keysKnown: number; keysCollected: number };

async function locate(
  work: TaskWork,
  session: Awaited<ReturnType<typeof openSession>>,
  system: ReturnType<typeof systemOf>,
): Promise<Progress | "stop"> {
  const kinds = matchedKinds(system);
  const identifiers = await inTransaction((tx) => walkable(tx, work.row.requestId));
  const asked = identifiers.filter((known) => kinds.has(known.kind));
  const newest = newestFor(kinds, asked);
  let keysKnown = work.row.keysKnown;
  if (newest > work.row.seenIdentifier) {
    const answer = await session.locate(asked.map((known) => openIdentifier(work.key, known)));
    if (answer.kind === "in_progress") {
      await askLater(work, answer.askAgainAt);
      return "stop";
    }
    if (answer.kind === "asks_person") {
      await askOwner(work, answer.question, newest);
      return "stop";
    }
    keysKnown = await inTransaction(async (tx) => {
      const locked = await lockRequest(tx, work.row.requestId);
      await stillOurs(tx, work.lease);
      const { id: taskId, requestId, systemId } = work.row;
      const known = await storeLocated(
        tx,
        { taskId, requestId, systemId, key: work.key, actor: work.actor },
        answer,
        asked,
      );
      await tx.update(task).set({ seenIdentifier: newest, keysKnown: known }).where(eq(task.id, taskId));
      await audit(tx, requestId, work.actor, {
        kind: "system_located",
        system: systemId,
        keys: answer.keys.length,
        identifiers: answer.identifiers.length,
      });
      await advance(tx, locked, work.actor);
      return known;
    });
  }
  const undecided = await database()
    .select()
    .from(sharedIdentifier)
    .where(eq(sharedIdentifier.taskId, work.row.id));
  if (undecided.some((shared) => shared.decidedAt === null)) {
    await park(work);
    return "stop";
  }
  return { keysKnown, keysCollected: work.row.keysCollected };
}
