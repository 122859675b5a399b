import { and, eq, sql } from "drizzle-orm";
import { bundle } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { rowNumber } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";

/** Tries to build a bundle in trouble now instead of at its next time. Harmless where it is not waiting. */
export async function retryBundle(actor: Actor, reference: string, number: number): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "release" });
    await lockRequest(tx, row.id);
    const [due] = await tx
      .update(bundle)
      .set({ notBefore: sql`now()` })
      .where(
        and(eq(bundle.requestId, row.id), eq(bundle.number, rowNumber(number)), eq(bundle.state, "ready")),
      )
      .returning();
    if (!due) return;
    await audit(tx, row.id, actor, { kind: "bundle_retry_asked", bundle: number });
    await ring(tx, "bundle.build", due.id);
  });
}
