import { eq, sql } from "drizzle-orm";
import { rectificationSystem } from "#drizzle/schema/rectification.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { lockedSystem } from "./load.ts";
import { untroubled } from "./work.ts";

/** Lets a system go on that was left for staff to look at. Throws HabeasError `conflict` where it has not stopped. */
export async function resumeRectification(actor: Actor, systemRow: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { plan, row } = await lockedSystem(tx, actor, systemRow, "work");
    if (row.state !== "parked" || row.troubleCode !== "worker_died") {
      throw new HabeasError("conflict", "This system has not stopped.");
    }
    await tx
      .update(rectificationSystem)
      .set({ state: "ready", notBefore: sql`now()`, ...untroubled })
      .where(eq(rectificationSystem.id, row.id));
    await ring(tx, "rectification.run", row.id);
    await audit(tx, plan.requestId, actor, {
      kind: "rectification_resumed",
      number: plan.number,
      system: row.systemId,
    });
  });
}
