import { and, eq, isNull, sql } from "drizzle-orm";
import { rectificationCell, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { humanTask } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { sealNote } from "#lib/request/rectification-cell.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { plainText } from "./content.ts";
import { cellsOf, lockedSystem, type PlanRow, type SystemRow } from "./load.ts";
import type { CorrectionTaskAnswer } from "./views.ts";
import { untroubled } from "./work.ts";

/** Staff write down what was corrected by hand, or why it cannot be; then the system is read again. */
export async function recordCorrectedByHand(
  actor: Actor,
  systemRow: string,
  answer: CorrectionTaskAnswer,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { plan, row } = await lockedSystem(tx, actor, systemRow, "work");
    await takeByHand(tx, plan, row, answer, { by: actor, answer: "answered_elsewhere" });
  });
}

/**
 * Takes what people did by hand in one system, all of it at once; request and plan are locked. Throws HabeasError
 * `invalid` where a value is left out or has no reason, `conflict` where nothing waits.
 */
export async function takeByHand(
  tx: Transaction,
  plan: PlanRow,
  row: SystemRow,
  given: CorrectionTaskAnswer,
  from: { by: Actor | "owner"; answer: string },
): Promise<void> {
  if (row.state !== "parked" || row.phase !== "by_hand") {
    throw new HabeasError("conflict", "Nothing waits to be done by hand here. Thank you.");
  }
  const key = await keyOf(tx, row.requestId);
  const waiting = (await cellsOf(tx, row.id)).filter((cell) => cell.hand === "asked");
  const answers = new Map(given.items.map((one) => [one.id, one]));
  const said = { done: 0, cannot: 0 };
  for (const cell of waiting) {
    const one = answers.get(cell.id);
    if (!one) throw new HabeasError("invalid", "Say for each value whether it is corrected.");
    const note =
      one.answer === "cannot"
        ? plainText(one.note, 2000, "Say in a sentence why it cannot be corrected.")
        : one.note.trim().slice(0, 2000);
    said[one.answer]++;
    await tx
      .update(rectificationCell)
      .set({ hand: one.answer, sealedNote: note === "" ? null : sealNote(key, cell.id, note) })
      .where(eq(rectificationCell.id, cell.id));
  }
  if (row.humanTaskId !== null) {
    await tx
      .update(humanTask)
      .set({ answeredAt: sql`now()`, answer: from.answer, sealedAsk: null })
      .where(and(eq(humanTask.id, row.humanTaskId), isNull(humanTask.answeredAt)));
  }
  await tx
    .update(rectificationSystem)
    .set({ ...untroubled, state: "ready", phase: "prove", notBefore: sql`now()` })
    .where(eq(rectificationSystem.id, row.id));
  await ring(tx, "rectification.run", row.id);
  await audit(tx, plan.requestId, from.by, {
    kind: "rectification_by_hand",
    number: plan.number,
    system: row.systemId,
    ...said,
  });
}
