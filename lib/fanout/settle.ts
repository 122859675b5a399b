import { and, eq, ne, sql } from "drizzle-orm";
import type { YieldedIdentifier } from "#connectors/contract.ts";
import type { ConnectorError } from "#connectors/errors.ts";
import { finding, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { type Lease, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { removeSpool } from "#lib/spool/spool.ts";
import { type DataKey, seal } from "#lib/vault/seal.ts";
import { advance, comparesPeople } from "./advance.ts";
import { type Facts, storeFacts } from "./facts.ts";
import { heardPlace } from "./heard-place.ts";
import { storeYielded } from "./identifiers.ts";
import type { Work } from "./known.ts";
import { laterTry } from "./later-try.ts";
import { saveAnswer, type UnsavedAnswer } from "./save-answer.ts";

export type TaskRow = typeof task.$inferSelect;

/** One claimed task with what is needed to work on it. */
export type TaskWork = { lease: Lease; row: TaskRow; request: RequestRow; actor: Actor; key: DataKey };

export type NewFinding = Omit<typeof finding.$inferInsert, "id" | "taskId">;

/** Whoever writes an outcome is alive and well. */
const untroubled = { attempts: 0, troubleCode: null, trouble: null } as const;

export const memoContext = (taskId: string) => `task/${taskId}/memo`;

type Write = (tx: Transaction, locked: RequestRow) => Promise<unknown>;

/** Commits a result under the request's lock, only while the lease is still ours, and moves the request on. */
export async function commit(work: TaskWork, write: Write): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockRequest(tx, work.row.requestId);
    await stillOurs(tx, work.lease);
    await write(tx, locked);
    await advance(tx, locked, work.actor);
  });
}

/** Where a task's work is done, as what it learns is written down. */
function placeOf({ row, key, actor }: TaskWork): Work {
  return { taskId: row.id, requestId: row.requestId, systemId: row.systemId, key, actor };
}

/** Replaces what a task has found by a new set; returns the storage keys that nobody points to any more. */
export async function replaceFindings(
  tx: Transaction,
  taskId: string,
  findings: readonly NewFinding[],
): Promise<string[]> {
  const old = await tx
    .delete(finding)
    .where(eq(finding.taskId, taskId))
    .returning({ storageKey: finding.storageKey });
  await addFindings(tx, taskId, findings);
  return old.map((row) => row.storageKey);
}

async function addFindings(
  tx: Transaction,
  taskId: string,
  findings: readonly NewFinding[],
): Promise<string[]> {
  for (let at = 0; at < findings.length; at += 500) {
    await tx.insert(finding).values(findings.slice(at, at + 500).map((found) => ({ ...found, taskId })));
  }
  return [];
}

/**
 * Writes a terminal outcome with the findings it rests on, and the located answer where that is not written yet:
 * one transaction for a system that knew nobody else.
 */
export async function settle(
  work: TaskWork,
  result: {
    outcome: "found" | "nothing_held";
    findings?: NewFinding[];
    /** How much there is, where it was only counted. */
    counted?: { records: number; files: number };
    unsaved?: UnsavedAnswer | undefined;
    /** What can be corrected, for whoever asks for that. */
    facts?: Facts | undefined;
    /** Identifiers in the rows of keys that staff confirmed. */
    yielded?: readonly YieldedIdentifier[];
    /** True where what was found may say more of the person: who was looked for by likeness before is so again. */
    tellsFacts?: boolean;
  },
): Promise<void> {
  let left: string[] = [];
  const { findings, unsaved } = result;
  const counted = findings
    ? {
        records: findings.reduce((sum, found) => sum + (found.rows ?? 0), 0),
        files: findings.filter((found) => found.kind === "file").length,
      }
    : result.counted;
  const system = work.row.systemId;
  await commit(work, async (tx) => {
    if (unsaved) await saveAnswer(tx, work, unsaved);
    if (result.facts) await storeFacts(tx, placeOf(work), result.facts);
    if (result.yielded) await storeYielded(tx, placeOf(work), result.yielded, "confirmed", () => null);
    // The first holder of a task finds nothing stored; every statement under the lock holds up the other systems.
    const first = work.lease.fence === 1;
    if (findings) left = await (first ? addFindings : replaceFindings)(tx, work.row.id, findings);
    if (findings && result.tellsFacts) await lookAgain(tx, work.row);
    await tx
      .update(task)
      .set({
        state: "settled",
        outcome: result.outcome,
        ...untroubled,
        memo: null,
        callbackHash: null,
        answeredAt: sql`now()`,
        ...counted,
        ...(counted ? { keysCollected: task.keysKnown } : {}),
      })
      .where(eq(task.id, work.row.id));
    if (work.row.troubleCode)
      await audit(tx, work.row.requestId, work.actor, { kind: "system_recovered", system });
    if (counted)
      await audit(tx, work.row.requestId, work.actor, { kind: "system_collected", system, ...counted });
    if (result.outcome === "nothing_held") {
      await audit(tx, work.row.requestId, work.actor, { kind: "nothing_held", system });
    }
  });
  const heard = left.length > 0 ? [heardPlace(work.row.requestId)] : [];
  await Promise.all([...left, ...heard].map((storageKey) => removeSpool(storageKey)));
  // What was collected for a key that is not theirs after all, and what an owner that died left half written.
  if (result.outcome === "nothing_held" && work.lease.fence > 1) {
    await removeSpool(`spool/${work.row.requestId}/${work.row.id}`);
  }
}

/** A system that answers late may know a birth date or an address by which somebody alike is found after all. */
export async function lookAgain(
  tx: Transaction,
  { id, requestId }: Pick<TaskRow, "id" | "requestId">,
): Promise<void> {
  if (!currentMap().systems.some(comparesPeople)) return;
  await tx
    .update(task)
    .set({ likeness: "not" })
    .where(
      and(
        eq(task.requestId, requestId),
        ne(task.id, id),
        eq(task.likeness, "done"),
        eq(task.state, "settled"),
        eq(task.outcome, "nothing_held"),
      ),
    );
}

/** Keeps the task for another try: later after every failure, or when the system said. It is never given up. */
export async function fail(work: TaskWork, error: ConnectorError | null): Promise<void> {
  const later = laterTry(work.row.attempts, error);
  const code = later.troubleCode;
  await commit(work, async (tx) => {
    await tx.update(task).set(later).where(eq(task.id, work.row.id));
    if (code !== work.row.troubleCode) {
      await audit(tx, work.row.requestId, work.actor, {
        kind: "system_trouble",
        system: work.row.systemId,
        code,
      });
    }
  });
}

/** The system works on it by itself: ask again then, with what the connector wants remembered. */
export async function askLater(work: TaskWork, at: Date, memo: string | undefined): Promise<void> {
  await commit(work, async (tx) => {
    const [now] = await tx.select({ heard: task.calledBackAt }).from(task).where(eq(task.id, work.row.id));
    // It called while we were still listening to it.
    const called = now?.heard?.getTime() !== work.row.calledBackAt?.getTime();
    await tx
      .update(task)
      .set({
        ...untroubled,
        lost: 0,
        state: "ready",
        notBefore: called ? sql`now()` : at,
        memo: memo === undefined ? null : seal(work.key, memoContext(work.row.id), memo),
      })
      .where(eq(task.id, work.row.id));
  });
}

/** Stops a task before staff have looked: it goes on when they say so, never by itself. */
export async function parkInTrouble(work: TaskWork, code: string, trouble: string): Promise<void> {
  await commit(work, async (tx) => {
    await tx
      .update(task)
      .set({ state: "parked", attempts: 0, lost: 0, troubleCode: code, trouble })
      .where(eq(task.id, work.row.id));
    await audit(tx, work.row.requestId, work.actor, {
      kind: "system_stopped",
      system: work.row.systemId,
      code,
    });
  });
}

/** Nothing goes on here before a person has decided or answered. */
export async function park(work: TaskWork, also?: Write): Promise<void> {
  await commit(work, async (tx, locked) => {
    await tx
      .update(task)
      .set({
        ...untroubled,
        lost: 0,
        state: "parked",
        askedAt: sql`coalesce(asked_at, now())`,
      })
      .where(eq(task.id, work.row.id));
    await also?.(tx, locked);
  });
}
