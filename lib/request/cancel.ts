import { and, eq, isNotNull } from "drizzle-orm";
import { erasure } from "#drizzle/schema/erasure.ts";
import { rectification } from "#drizzle/schema/rectification.ts";
import { bundle, task } from "#drizzle/schema/task.ts";
import type { AuditEvent } from "#lib/audit/events.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { requestFor } from "./access.ts";
import { endFee } from "./clocks/fee.ts";
import { lockRequest, move } from "./move.ts";
import { answersOf, type RequestRow } from "./sealed.ts";

/** Takes a request back, while nothing that cannot be undone has happened. What was collected is not handed out. */
export async function cancelRequest(actor: Actor, reference: string): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "cancel" });
    await mustNotHaveBegun(tx, row.id);
    await endWork(tx, actor, row, { kind: "cancelled" });
    const asked = await answersOf(tx, row);
    await owe(tx, row.id, row.language, asked.email, {
      kind: "cancelled",
      vars: { reference: row.reference },
    });
  });
}

/** Ends a request that nobody waits for any more, and all that was being done for it. Under its lock. */
export async function endWork(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  event: Extract<AuditEvent, { kind: "cancelled" | "merged" }>,
): Promise<void> {
  await move(tx, row.id, "cancel", actor, event);
  await endFee(tx, actor, row.id);
  await tx.update(task).set({ state: "settled", outcome: "cancelled" }).where(eq(task.requestId, row.id));
  await tx.update(bundle).set({ state: "failed" }).where(eq(bundle.requestId, row.id));
}

/** A plan that has not begun falls with the request; what was erased or corrected is answered. */
async function mustNotHaveBegun(tx: Transaction, requestId: string): Promise<void> {
  await lockRequest(tx, requestId);
  const begun = await whatHasBegun(tx, requestId);
  if (begun === null) return;
  const what = begun === "deleting" ? "Deleting" : "Correcting";
  throw new HabeasError("conflict", `${what} has begun, so this request can no longer be taken back.`);
}

/** What cannot be undone by taking a request back, once it has begun. */
export async function whatHasBegun(
  tx: Queryable,
  requestId: string,
): Promise<"deleting" | "correcting" | null> {
  const [begun] = await tx
    .select({ id: erasure.id })
    .from(erasure)
    .where(and(eq(erasure.requestId, requestId), isNotNull(erasure.startedAt)))
    .limit(1);
  if (begun) return "deleting";
  const [corrected] = await tx
    .select({ id: rectification.id })
    .from(rectification)
    .where(and(eq(rectification.requestId, requestId), isNotNull(rectification.startedAt)))
    .limit(1);
  return corrected ? "correcting" : null;
}
