import { and, desc, eq, gt, inArray, notInArray } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { rectification } from "#drizzle/schema/rectification.ts";
import { foundKey, task } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { RequestRow } from "./sealed.ts";

const open: Record<string, string> = {
  planning: "The corrections are being planned.",
  proposed: "The plan of the corrections waits for approval.",
  acting: "The corrections are being done.",
};

/**
 * What of a rectification still keeps the answer from going out, in words; empty where nothing does. The database refuses
 * such an answer as well.
 */
export async function rectificationBlocks(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "right">,
): Promise<string[]> {
  if (row.right !== "rectification") return [];
  const [plan] = await tx
    .select({ state: rectification.state })
    .from(rectification)
    .where(and(eq(rectification.requestId, row.id), notInArray(rectification.state, ["done", "dropped"])));
  if (plan) return [open[plan.state] ?? "The corrections are not done."];
  const states = (
    await tx.select({ state: correction.state }).from(correction).where(eq(correction.requestId, row.id))
  ).map((one) => one.state);
  if (states.includes("asked"))
    return ["A correction waits for a decision: grant it, or refuse it on a ground."];
  if (states.includes("granted"))
    return ["A correction is granted and not done, or is not done everywhere. Plan it."];
  if (await foundSince(tx, row.id)) {
    return ["More of the person was found after the corrections were planned. Plan again."];
  }
  return (await isFound(tx, row.id)) && states.every((one) => one === "withdrawn")
    ? ["Systems hold data of the person. Write down what is to be corrected, and decide it."]
    : [];
}

/** True where a key of the person was found after the newest plan that is done was made. */
async function foundSince(tx: Queryable, requestId: string): Promise<boolean> {
  const [done] = await tx
    .select({ madeAt: rectification.madeAt })
    .from(rectification)
    .where(
      and(
        eq(rectification.requestId, requestId),
        eq(rectification.kind, "correct"),
        eq(rectification.state, "done"),
      ),
    )
    .orderBy(desc(rectification.number))
    .limit(1);
  if (!done) return false;
  const [found] = await tx
    .select({ id: foundKey.id })
    .from(foundKey)
    .innerJoin(task, eq(foundKey.taskId, task.id))
    .where(and(eq(task.requestId, requestId), gt(foundKey.createdAt, done.madeAt)))
    .limit(1);
  return found !== undefined;
}

/** True where a system was asked by the engine and holds something. What the desk did by hand needs no correction. */
async function isFound(tx: Queryable, requestId: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: task.id })
    .from(task)
    .where(
      and(
        eq(task.requestId, requestId),
        inArray(task.answeredBy, ["machine", "person"]),
        eq(task.outcome, "found"),
      ),
    )
    .limit(1);
  return found !== undefined;
}
