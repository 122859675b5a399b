import { and, eq } from "drizzle-orm";
import type { ConnectorError } from "#connectors/errors.ts";
import { erasure, erasureSystem } from "#drizzle/schema/erasure.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { type Lease, stillOurs } from "#lib/jobs/lease.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";

export type ErasureRow = typeof erasure.$inferSelect;
export type SystemRow = typeof erasureSystem.$inferSelect;

/** One claimed system of an erasure with what is needed to work on it. */
export type SystemWork = {
  lease: Lease;
  row: SystemRow;
  erasure: ErasureRow;
  request: RequestRow;
  actor: Actor;
  key: DataKey;
};

/** What is needed to read a system's lists and to look it up again, whoever does it. */
export type Listing = Pick<SystemWork, "row" | "erasure" | "key">;

/** Everything of a request's erasures lies below this, and is removed with the rest of the request. */
export const spoolOf = (row: Pick<SystemRow, "requestId" | "id">) =>
  `spool/${row.requestId}/erasure/${row.id}`;

/** Whoever gets on is alive and well. */
export const untroubled = { attempts: 0, lost: 0, troubleCode: null, trouble: null } as const;

/** What is needed to work on a claimed row; null where it is gone. */
export async function workOf(lease: Lease): Promise<SystemWork | null> {
  const [found] = await database()
    .select({ row: erasureSystem, erasure, request })
    .from(erasureSystem)
    .innerJoin(erasure, eq(erasureSystem.erasureId, erasure.id))
    .innerJoin(request, eq(erasureSystem.requestId, request.id))
    .where(eq(erasureSystem.id, lease.id));
  if (!found) return null;
  return {
    ...found,
    lease,
    actor: { kind: "worker", requestId: found.request.id },
    key: await keyOf(database(), found.request.id),
  };
}

/** Locks an erasure; after its request, as everywhere. */
export async function lockErasure(tx: Transaction, id: string): Promise<ErasureRow> {
  const [row] = await tx.select().from(erasure).where(eq(erasure.id, id)).for("update");
  if (!row) throw new Error("there is no such erasure");
  return row;
}

export async function systemsOf(tx: Queryable, erasureId: string): Promise<SystemRow[]> {
  return tx
    .select()
    .from(erasureSystem)
    .where(eq(erasureSystem.erasureId, erasureId))
    .orderBy(erasureSystem.position);
}

/** Commits under the locks of request and erasure, only while the lease is still ours. */
export async function commitWork(
  work: SystemWork,
  write: (tx: Transaction, locked: { request: RequestRow; erasure: ErasureRow }) => Promise<unknown>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockRequest(tx, work.row.requestId);
    const erasureRow = await lockErasure(tx, work.row.erasureId);
    await stillOurs(tx, work.lease);
    await write(tx, { request: locked, erasure: erasureRow });
  });
}

/** Keeps the work for another try: later after every failure, or when the system said. It is never given up. */
export async function failWork(work: SystemWork, error: ConnectorError | null): Promise<void> {
  const later = laterTry(work.row.attempts, error);
  const code = later.troubleCode;
  await commitWork(work, async (tx) => {
    await tx.update(erasureSystem).set(later).where(eq(erasureSystem.id, work.row.id));
    if (code !== work.row.troubleCode) {
      await audit(tx, work.row.requestId, work.actor, {
        kind: "system_trouble",
        system: work.row.systemId,
        code,
      });
    }
  });
}

/**
 * Stops this system's part before staff have looked; the other systems go on. Where none is left that can go on, the
 * whole erasure is stopped.
 */
export async function stopSystem(work: SystemWork, code: StopCode, counts = ""): Promise<void> {
  await commitWork(work, async (tx, { erasure: locked }) => {
    await tx
      .update(erasureSystem)
      .set({ state: "parked", ...untroubled, troubleCode: code, trouble: stopWords[code] + counts })
      .where(eq(erasureSystem.id, work.row.id));
    await audit(tx, work.row.requestId, work.actor, {
      kind: "erasure_system_stopped",
      number: locked.number,
      system: work.row.systemId,
      code,
    });
    await stopIfNobodyGoesOn(tx, locked, work.actor);
  });
}

/** An erasure in which nothing runs any more and something has stopped is stopped as a whole, visibly. */
export async function stopIfNobodyGoesOn(tx: Transaction, locked: ErasureRow, actor: Actor): Promise<void> {
  if (locked.state !== "acting") return;
  const rows = await systemsOf(tx, locked.id);
  if (rows.some((row) => row.state === "ready" || row.state === "running")) return;
  const stopped = rows.find((row) => row.state === "parked" && row.phase !== "by_hand");
  if (!stopped) return;
  await stopWhole(tx, locked, actor, stopped.troubleCode ?? "stopped");
}

/**
 * Stops a whole erasure: no chunk begins after this commits. What runs at this moment ends its chunk, writes its
 * evidence and stops by itself.
 */
export async function stopWhole(
  tx: Transaction,
  locked: Pick<ErasureRow, "id" | "requestId" | "number">,
  actor: Actor,
  why: string,
): Promise<void> {
  await tx.update(erasure).set({ state: "stopped", stoppedWhy: why }).where(eq(erasure.id, locked.id));
  await tx
    .update(erasureSystem)
    .set({ state: "parked", troubleCode: why, trouble: stopWords[why as StopCode] ?? stopWords.stopped })
    .where(and(eq(erasureSystem.erasureId, locked.id), eq(erasureSystem.state, "ready")));
  await audit(tx, locked.requestId, actor, { kind: "erasure_stopped", number: locked.number, why });
}

/** Why a part or the whole stops and asks people, in words without personal data. */
export const stopWords = {
  changed: "The records are not those that were approved. Make a new plan and approve it.",
  steps_changed: "The system or its map is not as it was when the plan was approved. Make a new plan.",
  out_of_reach:
    "Records of the plan are still there, but are not found as this person's any more. Look at them.",
  remains: "The records were looked up again afterwards, and something of the person is still there.",
  worker_died:
    "Our own process ended several times while it worked on this. It is not tried again by itself.",
  restricted: "The person's data is restricted: note what allows the erasure, or lift the restriction.",
  held: "A legal hold forbids it. Lift the hold, or drop the plan.",
  approver_revoked: "Somebody who approved it may not approve any more. Make a new plan and approve it.",
  unconfirmed: "Somebody in a system is only alike. Confirm or reject that link, then make a new plan.",
  unproven: "More proof was asked for and is not here yet. Wait for it, or take it back under “Who asks”.",
  withdrawn: "The request no longer asks for it.",
  stopped: "Staff stopped it.",
} as const;

export type StopCode = keyof typeof stopWords;
