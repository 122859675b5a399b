import { eq } from "drizzle-orm";
import { bundle, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { requestFor } from "./access.ts";
import { endFee } from "./clocks/fee.ts";
import { move } from "./move.ts";
import { answersOf } from "./sealed.ts";

/** Takes a request back, while nothing that cannot be undone has happened. What was collected is not handed out. */
export async function cancelRequest(actor: Actor, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "cancel" });
    await move(tx, row.id, "cancel", actor, { kind: "cancelled" });
    await endFee(tx, actor, row.id);
    await tx.update(task).set({ state: "settled", outcome: "cancelled" }).where(eq(task.requestId, row.id));
    await tx.update(bundle).set({ state: "failed" }).where(eq(bundle.requestId, row.id));
    const asked = await answersOf(tx, row);
    await owe(tx, row.id, row.language, asked.email, {
      kind: "cancelled",
      vars: { reference: row.reference },
    });
  });
}
