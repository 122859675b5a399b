import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { redactionGroup, redactionLook } from "#drizzle/schema/redaction.ts";
import type { Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { hidingHash } from "./hiding-decisions.ts";

/** What the house wants of a reader before anything leaves, and is not done yet, in words. Nothing where it wants nothing. */
export async function readingBlocks(tx: Queryable, requestId: string): Promise<string[]> {
  const wants = currentMap().company.desk;
  const blocks: string[] = [];
  if (wants?.decide_every_finding) {
    const [open] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(redactionGroup)
      .where(
        and(
          eq(redactionGroup.requestId, requestId),
          isNull(redactionGroup.decision),
          gt(redactionGroup.count, 0),
        ),
      );
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
      .where(and(eq(redactionGroup.requestId, requestId), gt(redactionGroup.count, 0)))
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
