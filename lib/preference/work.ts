import { eq } from "drizzle-orm";
import type { ConnectorError } from "#connectors/errors.ts";
import type { EffectKind } from "#connectors/language/effect.ts";
import { effectSystem } from "#drizzle/schema/effect.ts";
import { request } from "#drizzle/schema/request.ts";
import { task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { type Lease, stillOurs } from "#lib/jobs/lease.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";

export type EffectRow = typeof effectSystem.$inferSelect;

/** One claimed system of a choice with what is needed to work on it. */
export type EffectWork = {
  lease: Lease;
  row: EffectRow;
  kinds: EffectKind[];
  task: typeof task.$inferSelect;
  request: RequestRow;
  actor: Actor;
  key: DataKey;
};

/** Whoever gets on is alive and well. */
export const untroubled = { attempts: 0, lost: 0, troubleCode: null, trouble: null } as const;

/** What is needed to work on a claimed row; null where it is gone. */
export async function effectWork(lease: Lease): Promise<EffectWork | null> {
  const [found] = await database()
    .select({ row: effectSystem, task, request })
    .from(effectSystem)
    .innerJoin(task, eq(effectSystem.taskId, task.id))
    .innerJoin(request, eq(effectSystem.requestId, request.id))
    .where(eq(effectSystem.id, lease.id));
  if (!found) return null;
  return {
    ...found,
    lease,
    kinds: found.row.kinds as EffectKind[],
    actor: { kind: "worker", requestId: found.request.id },
    key: await keyOf(database(), found.request.id),
  };
}

/** Commits under the request's lock, only while the lease is still ours. */
export async function commitEffect(
  work: EffectWork,
  write: (tx: Transaction, locked: RequestRow) => Promise<unknown>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockRequest(tx, work.row.requestId);
    await stillOurs(tx, work.lease);
    await write(tx, locked);
  });
}

/** Keeps the work for another try: later after every failure, or when the system said. It is never given up. */
export async function failEffect(
  work: EffectWork,
  error: Pick<ConnectorError, "code" | "message" | "retryAfterSeconds"> | null,
): Promise<void> {
  const later = laterTry(work.row.attempts, error as ConnectorError | null);
  const code = later.troubleCode;
  await commitEffect(work, async (tx) => {
    await tx.update(effectSystem).set(later).where(eq(effectSystem.id, work.row.id));
    if (code !== work.row.troubleCode) {
      await audit(tx, work.row.requestId, work.actor, {
        kind: "system_trouble",
        system: work.row.systemId,
        code,
      });
    }
  });
}
