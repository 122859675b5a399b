import { and, eq, isNotNull, or, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";

/** Tries a system in trouble now instead of at its next time, or one that has stopped. Harmless elsewhere. */
export async function retryNow(actor: Actor, taskId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const [row] = await tx
      .select({ reference: request.reference, systemId: task.systemId, requestId: request.id })
      .from(task)
      .innerJoin(request, eq(task.requestId, request.id))
      .where(eq(task.id, rowId(taskId)));
    if (!row) notFound();
    await requestFor(tx, actor, row.reference, { person: "never", staff: "work" });
    await lockRequest(tx, row.requestId);
    const due = await tx
      .update(task)
      .set({ state: "ready", lost: 0, notBefore: sql`now()` })
      .where(
        and(
          eq(task.id, taskId),
          or(eq(task.state, "ready"), and(eq(task.state, "parked"), isNotNull(task.troubleCode))),
        ),
      )
      .returning();
    if (due.length === 0) return;
    await audit(tx, row.requestId, actor, { kind: "retry_asked", system: row.systemId });
    await ring(tx, "task.run", taskId);
  });
}
