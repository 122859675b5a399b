import { eq, inArray } from "drizzle-orm";
import { rectificationCell, rectificationSystem } from "#drizzle/schema/rectification.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Transaction } from "#lib/db/database.ts";
import { sendQuestion } from "#lib/fanout/ask-owner.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import type { CellRow } from "#lib/request/rectification-cell.ts";
import type { RequestRow } from "#lib/request/sealed.ts";

import { type SystemWork, untroubled } from "./work.ts";

/**
 * Asks a system's owner to correct what no machine can, or what the system refused: by mail, with a link behind which
 * the values stand. The system's part waits for the answer. Asked once.
 */
export async function askOwnerToCorrect(
  tx: Transaction,
  work: SystemWork,
  request: RequestRow,
  cells: readonly CellRow[],
): Promise<void> {
  const system = systemOf(currentMap(), work.row.systemId);
  const [row] = await tx.select().from(task).where(eq(task.id, work.row.taskId));
  if (!row) throw new Error("a system was planned without a task");
  const humanTaskId =
    work.row.humanTaskId ??
    (await sendQuestion(
      tx,
      { row, request, actor: work.actor },
      {
        to: system.owner,
        title: `Correct by hand: ${system.title}`,
        text: `A person has asked us to correct what we hold about them. In ${system.title} a machine cannot do all of it. Open the page: it says what is wrong and what is right. Correct it there, then say for each what you did.`,
        accepts: "text",
      },
    ));
  await tx
    .update(rectificationCell)
    .set({ hand: "asked" })
    .where(
      inArray(
        rectificationCell.id,
        cells.map(({ id }) => id),
      ),
    );
  await tx
    .update(rectificationSystem)
    .set({ ...untroubled, state: "parked", phase: "by_hand", humanTaskId })
    .where(eq(rectificationSystem.id, work.row.id));
}
