import { and, eq, gt, sql } from "drizzle-orm";
import { redactionGroup, redactionLook, redactionScan } from "#drizzle/schema/redaction.ts";
import { request } from "#drizzle/schema/request.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import { answersWithBundle, type Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { foundIn, undecidedIn } from "./found.ts";
import { hidingHash } from "./hiding-decisions.ts";

/** What the house wants of a reader before anything leaves, and is not done yet, in words. Nothing where it wants nothing. */
export async function readingBlocks(tx: Queryable, requestId: string): Promise<string[]> {
  const wants = currentMap().company.desk;
  if (!wants?.decide_every_finding && !wants?.second_look) return [];
  const blocks: string[] = [];
  if (await isUnread(tx, requestId)) blocks.push("Review: what was found is not looked through yet.");
  if (wants?.decide_every_finding) {
    const [open] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(redactionGroup)
      .where(undecidedIn(requestId));
    const count = open?.count ?? 0;
    if (count > 0)
      blocks.push(
        `Review: ${count} of what the rules found ${count === 1 ? "is" : "are"} not decided on yet.`,
      );
  }
  if (wants?.second_look) {
    const [some] = await tx
      .select({ id: redactionGroup.id })
      .from(redactionGroup)
      .where(foundIn(requestId))
      .limit(1);
    const [look] = await tx
      .select({ id: redactionLook.id })
      .from(redactionLook)
      .where(
        and(
          eq(redactionLook.requestId, requestId),
          eq(redactionLook.decisions, await hidingHash(tx, requestId)),
        ),
      )
      .limit(1);
    if (some && !look) blocks.push("Review: a second person has not looked at what is hidden.");
  }
  return blocks;
}

/** Whether records would leave that the rules have not gone through: then nobody can have decided about them. */
async function isUnread(tx: Queryable, requestId: string): Promise<boolean> {
  const [row] = await tx.select({ right: request.right }).from(request).where(eq(request.id, requestId));
  if (!row || !answersWithBundle(row.right as Right)) return false;
  const [scan] = await tx
    .select({ state: redactionScan.state })
    .from(redactionScan)
    .where(eq(redactionScan.requestId, requestId));
  if (scan) return scan.state !== "settled";
  const [found] = await tx
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.requestId, requestId), gt(task.records, 0)))
    .limit(1);
  return found !== undefined;
}
