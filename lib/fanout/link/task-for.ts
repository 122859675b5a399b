import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import type { Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";

export type TaskForStaff = { locked: RequestRow; row: typeof task.$inferSelect; key: DataKey };

/** A task that staff act on, read under the lock of its request. Throws `not_found`, `forbidden`. */
export async function taskFor(tx: Transaction, actor: Actor, taskId: string): Promise<TaskForStaff> {
  const [found] = await tx
    .select({ reference: request.reference, requestId: request.id })
    .from(task)
    .innerJoin(request, eq(task.requestId, request.id))
    .where(eq(task.id, rowId(taskId)));
  if (!found) notFound();
  await requestFor(tx, actor, found.reference, { person: "never", staff: "work" });
  const locked = await lockRequest(tx, found.requestId);
  const [row] = await tx.select().from(task).where(eq(task.id, taskId));
  if (!row) notFound();
  return { locked, row, key: await keyOf(tx, locked.id) };
}

/** Long enough to hold a fact, short enough for one. Throws HabeasError `invalid`. */
export function reasonFrom(typed: string): string {
  const reason = typed.trim().slice(0, 2000);
  if (reason === "") throw new HabeasError("invalid", "Say how you know: the reason is the evidence.");
  return reason;
}
