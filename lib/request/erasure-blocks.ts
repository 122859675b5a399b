import { and, eq, notInArray } from "drizzle-orm";
import { erasure } from "#drizzle/schema/erasure.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { RequestRow } from "./sealed.ts";

const words: Record<string, string> = {
  planning: "The erasure is being planned.",
  proposed: "The plan of the erasure waits for the approval of two people.",
  approved: "The erasure is approved and has not begun yet.",
  acting: "The erasure is running.",
  stopped: "The erasure has stopped. Look at why.",
};

/**
 * What of an erasure still keeps the answer from going out, in words; empty where nothing does. The database refuses
 * such an answer as well.
 */
export async function erasureBlocks(tx: Queryable, row: Pick<RequestRow, "id" | "right">): Promise<string[]> {
  if (row.right !== "erasure") return [];
  const [open] = await tx
    .select({ state: erasure.state })
    .from(erasure)
    .where(
      and(
        eq(erasure.requestId, row.id),
        eq(erasure.cause, "asked"),
        notInArray(erasure.state, ["done", "dropped"]),
      ),
    );
  if (open) return [words[open.state] ?? "The erasure is not done."];
  const [found] = await tx
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.requestId, row.id), eq(task.answeredBy, "machine"), eq(task.outcome, "found")))
    .limit(1);
  if (!found) return [];
  const [done] = await tx
    .select({ id: erasure.id })
    .from(erasure)
    .where(and(eq(erasure.requestId, row.id), eq(erasure.state, "done")))
    .limit(1);
  return done ? [] : ["Systems hold data of the person, and no erasure is done. Plan it first."];
}
