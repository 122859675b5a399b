import { eq } from "drizzle-orm";
import type { ConnectorError } from "#connectors/errors.ts";
import { rectification, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { type Lease, stillOurs } from "#lib/jobs/lease.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { lockPlan, type PlanRow, type SystemRow } from "./load.ts";

/** One claimed system of a plan with what is needed to work on it. */
export type SystemWork = {
  lease: Lease;
  row: SystemRow;
  plan: PlanRow;
  request: RequestRow;
  actor: Actor;
  key: DataKey;
};

/** Whoever gets on is alive and well. */
export const untroubled = { attempts: 0, lost: 0, troubleCode: null, trouble: null } as const;

/** What is needed to work on a claimed row; null where it is gone. */
export async function workOf(lease: Lease): Promise<SystemWork | null> {
  const [found] = await database()
    .select({ row: rectificationSystem, plan: rectification, request })
    .from(rectificationSystem)
    .innerJoin(rectification, eq(rectificationSystem.rectificationId, rectification.id))
    .innerJoin(request, eq(rectificationSystem.requestId, request.id))
    .where(eq(rectificationSystem.id, lease.id));
  if (!found) return null;
  return {
    ...found,
    lease,
    actor: { kind: "worker", requestId: found.request.id },
    key: await keyOf(database(), found.request.id),
  };
}

/** Commits under the locks of request and plan, only while the lease is still ours. */
export async function commitWork(
  work: SystemWork,
  write: (tx: Transaction, locked: { request: RequestRow; plan: PlanRow }) => Promise<unknown>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockRequest(tx, work.row.requestId);
    const plan = await lockPlan(tx, work.row.rectificationId);
    await stillOurs(tx, work.lease);
    await write(tx, { request: locked, plan });
  });
}

/** Keeps the work for another try: later after every failure, or when the system said. It is never given up. */
export async function failWork(work: SystemWork, error: ConnectorError | null): Promise<void> {
  const later = laterTry(work.row.attempts, error);
  await commitWork(work, async (tx) => {
    await tx.update(rectificationSystem).set(later).where(eq(rectificationSystem.id, work.row.id));
    if (later.troubleCode === work.row.troubleCode) return;
    const code = later.troubleCode;
    await audit(tx, work.row.requestId, work.actor, {
      kind: "system_trouble",
      system: work.row.systemId,
      code,
    });
  });
}

/** Leaves a system for staff to look at: our own process died on it again and again. */
export async function stopSystem(work: SystemWork): Promise<void> {
  await commitWork(work, async (tx, { plan }) => {
    const trouble =
      "Our own process ended several times while it worked on this. It is not tried again by itself.";
    await tx
      .update(rectificationSystem)
      .set({ state: "parked", ...untroubled, troubleCode: "worker_died", trouble })
      .where(eq(rectificationSystem.id, work.row.id));
    await audit(tx, work.row.requestId, work.actor, {
      kind: "rectification_system_stopped",
      number: plan.number,
      system: work.row.systemId,
      code: "worker_died",
    });
  });
}
