import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { connectorOf } from "#connectors/registry.ts";
import { task } from "#drizzle/schema/task.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { freshMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { resolveSecrets } from "#lib/map/secrets.ts";

/** A call as it reached us; header names in lower case. */
export type Call = { headers: Readonly<Record<string, string>>; body: Uint8Array };

/**
 * A system says at its task's own address that it has finished. Where the call is signed with the system's secret, is
 * not old, and is newer than the last one heard, the task is due now. What the call says is not read: the task asks
 * the system itself. Returns whether it was heard; whoever called is not told.
 */
export async function calledBack(token: string, call: Call): Promise<boolean> {
  const [row] = await database()
    .select({ id: task.id, systemId: task.systemId })
    .from(task)
    .where(eq(task.callbackHash, hashOf(token)));
  if (!row) return false;
  // No page may have been opened here since the system was registered.
  const system = (await freshMap()).systems.find((one) => one.id === row.systemId);
  if (!system) return false;
  const at = await signedAt(system, call);
  if (at === null) {
    log.warn({ task: row.id }, "a call to a task's address was not signed by its system");
    return false;
  }
  return inTransaction(async (tx) => {
    const fresh = sql`${at} between now() - interval '5 minutes' and now() + interval '5 minutes'`;
    const heard = await tx
      .update(task)
      .set({ calledBackAt: at })
      .where(and(eq(task.id, row.id), fresh, or(isNull(task.calledBackAt), lt(task.calledBackAt, at))))
      .returning({ state: task.state });
    if (heard.length === 0) return false;
    const due = await tx
      .update(task)
      .set({ notBefore: sql`now()` })
      .where(and(eq(task.id, row.id), eq(task.state, "ready")))
      .returning({ id: task.id });
    if (due.length > 0) await ring(tx, "task.run", row.id);
    return true;
  });
}

async function signedAt(system: System, call: Call): Promise<Date | null> {
  const connector = await connectorOf(system.connector);
  const resolved = await resolveSecrets(system.id, system.settings).catch((error: unknown) => {
    // A secret that is missing signs nothing.
    if (error instanceof HabeasError) return undefined;
    throw error;
  });
  const settings = connector.settings.safeParse(resolved);
  return settings.success ? (connector.callSignedAt?.(settings.data, call) ?? null) : null;
}
