import { and, eq } from "drizzle-orm";
import { task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { reopen } from "./link/take-back.ts";
import { taskFor } from "./link/task-for.ts";
import { forget } from "./shared.ts";

/**
 * Asks a machine anew that has answered: what is stored of it is wrong or old. What it said before is dropped.
 * Throws HabeasError `conflict` where it has not answered, a person gave the answer, or the answer is out.
 */
export async function collectAgain(actor: Actor, taskId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { locked, row } = await taskFor(tx, actor, taskId);
    const [settled] = await tx
      .select({ id: task.id })
      .from(task)
      .where(and(eq(task.id, row.id), eq(task.state, "settled"), eq(task.answeredBy, "machine")));
    if (!settled) {
      throw new HabeasError("conflict", "Only what a machine has answered can be collected again.");
    }
    // A likeness that was used or accepted stays where it is; where nobody was alike, it is looked for again.
    const likeness = row.keysKnown > 0 ? row.likeness : "not";
    await forget(tx, row.id, { state: "ready", outcome: null, likeness, notBefore: new Date(0) });
    await reopen(tx, locked, actor, row.systemId);
    await ring(tx, "task.run", row.id);
  });
}
