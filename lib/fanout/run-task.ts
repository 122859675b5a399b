import { and, eq } from "drizzle-orm";
import type { FoundKey, Session, YieldedIdentifier } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { connectorOf } from "#connectors/registry.ts";
import { proposedLink } from "#drizzle/schema/link.ts";
import { request } from "#drizzle/schema/request.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { switchesEffects } from "#lib/request/effects.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";
import { comparesPeople } from "./advance.ts";
import { openCallback } from "./callback.ts";
import { collectFindings } from "./collect.ts";
import { type Facts, readFacts } from "./facts.ts";
import { foundByThisMap } from "./found-by.ts";
import { keyContext } from "./known.ts";
import { detachedFrom, yieldedWithout } from "./link/detached.ts";
import { lookAlike } from "./link/look-alike.ts";
import { yieldedByRows } from "./link/rows-yield.ts";
import { locate } from "./locate.ts";
import { openSession, type SessionOfTask } from "./open-session.ts";
import type { UnsavedAnswer } from "./save-answer.ts";
import {
  fail,
  memoContext,
  type NewFinding,
  parkInTrouble,
  settle,
  type TaskRow,
  type TaskWork,
} from "./settle.ts";

/** So many workers may die in a row while they hold a task, before it is left for staff to look at. */
const mostLost = 3;

/**
 * Runs one task once: asks its system who the person is there, collects what it holds, and writes the outcome.
 * Harmless to call at any time: without a lease it does nothing, and a holder that lost its lease writes nothing.
 */
export async function runTask(id: string): Promise<void> {
  const lease = await claim("task", id);
  if (!lease) return;
  try {
    const work = await workOf(lease);
    if (work && work.row.lost >= mostLost) {
      await parkInTrouble(
        work,
        "worker_died",
        `Our own process ended ${work.row.lost} times while it asked this system. It is not tried again by itself.`,
      );
    } else if (work) await run(work);
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

async function run(claimed: TaskWork): Promise<void> {
  let work = claimed;
  try {
    const system = systemOf(currentMap(), work.row.systemId);
    work = await foundByThisMap(work, system);
    const session = await openSession(system, work.lease.signal, await sessionOf(work, system));
    try {
      await ask(work, session, system);
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

async function sessionOf(work: TaskWork, system: System): Promise<SessionOfTask> {
  const { id, memo } = work.row;
  const { capabilities } = await connectorOf(system.connector);
  return {
    taskId: id,
    ...(memo ? { memo: open(work.key, memoContext(id), memo) } : {}),
    ...(capabilities.includes("calls_back")
      ? { callbackUrl: await openCallback(database(), id, work.lease.fence) }
      : {}),
  };
}

async function ask(work: TaskWork, session: Session, system: System): Promise<void> {
  const located = await locate(work, session, system);
  if (located === "stop") return;
  let { keys, unsaved } = located;
  if (keys.length === 0 && work.row.likeness === "due") {
    const alike = await lookAlike(work, session, system, unsaved);
    if (alike === "stop") return;
    keys = alike;
    unsaved = undefined;
  }
  if (keys.length === 0) return settle(work, { outcome: "nothing_held", unsaved });
  if (!unsaved && keys.length === work.row.keysCollected) return settle(work, { outcome: "found" });
  const facts = await factsOf(work, session, system, keys);
  if (locatesOnly(work))
    return settle(work, { outcome: "found", unsaved, facts, counted: await countOf(session, keys) });
  await collectAll(work, session, system, keys, { unsaved, facts });
}

/**
 * True where nothing is read but how much there is: what is to be erased or corrected is not copied first. Where people are compared
 * by likeness, the comparison needs what the systems say of them.
 */
function locatesOnly({ request: asked }: TaskWork): boolean {
  if (switchesEffects(asked.right as Right)) return true;
  const changes = asked.right === "erasure" || asked.right === "rectification";
  return changes && !currentMap().systems.some(comparesPeople);
}

/** What can be corrected is read for whoever asks for that, by keys that more than likeness led to. */
async function factsOf(
  { request: asked }: TaskWork,
  session: Session,
  system: System,
  keys: readonly FoundKey[],
): Promise<Facts | undefined> {
  if (asked.right !== "rectification") return undefined;
  const sure = keys.filter((one) => one.via.kind !== "likeness");
  return readFacts(session.corrector, system, sure);
}

async function countOf(session: Session, keys: FoundKey[]): Promise<{ records: number; files: number }> {
  const counts = await session.count(keys);
  return { records: [...counts.values()].reduce((sum, rows) => sum + rows, 0), files: 0 };
}

async function collectAll(
  work: TaskWork,
  session: Session,
  system: System,
  keys: FoundKey[],
  known: { unsaved: UnsavedAnswer | undefined; facts: Facts | undefined },
): Promise<void> {
  const findings = await collectFindings(work, session, keys);
  const alike = keys.some((one) => one.via.kind === "likeness");
  const confirmed = alike ? await confirmedByStaff(work) : new Set<string>();
  await settle(work, {
    outcome: "found",
    findings,
    ...known,
    yielded: await yieldedBy(work, system, findings, confirmed),
    tellsFacts: !alike || confirmed.size > 0,
  });
}

/** What the walk goes on by from such rows: nothing that staff have taken off the person, or let not be used. */
async function yieldedBy(
  work: TaskWork,
  system: System,
  findings: NewFinding[],
  confirmed: ReadonlySet<string>,
): Promise<YieldedIdentifier[]> {
  if (confirmed.size === 0 || work.row.yields === "none") return [];
  const yielded = await yieldedByRows(system, findings, confirmed, work.key);
  return yieldedWithout(yielded, system.id, await detachedFrom(work));
}

/** Keys that staff confirmed: nothing but likeness led there, so the walk can only go on from their rows. */
async function confirmedByStaff(work: TaskWork): Promise<Set<string>> {
  const rows = await database()
    .select({ sealed: proposedLink.sealedKey })
    .from(proposedLink)
    .where(and(eq(proposedLink.taskId, work.row.id), eq(proposedLink.state, "accepted")));
  return new Set(rows.map((row) => open(work.key, keyContext(work.row.id), row.sealed)));
}
