import { and, eq } from "drizzle-orm";
import { task } from "#drizzle/schema/task.ts";
import { environment } from "#lib/config/environment.ts";
import { hashOf } from "#lib/core/token.ts";
import type { Queryable } from "#lib/db/database.ts";
import { tokenOf } from "#lib/vault/seal.ts";

/** The secret of one task's address. It is derived, so that every session of the task names the same one. */
const tokenFor = (taskId: string) => tokenOf("callback", taskId).toString("base64url");

/** Opens the address at which a system may say that it has finished a task, and returns it. */
export async function openCallback(tx: Queryable, taskId: string, fence: number): Promise<string> {
  const token = tokenFor(taskId);
  await tx
    .update(task)
    .set({ callbackHash: hashOf(token) })
    .where(and(eq(task.id, taskId), eq(task.fence, fence)));
  return `${environment().HABEAS_ORIGIN}/api/callback/${token}`;
}
