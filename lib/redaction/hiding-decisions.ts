import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { redactionGroup, redactionPlace } from "#drizzle/schema/redaction.ts";
import type { Queryable } from "#lib/db/database.ts";
import { rulesVersion } from "./detect/rule.ts";

/**
 * What decides which parts of a request's records are hidden: the version of the rules, and what staff decided otherwise
 * for a thing or for one place of it. Sorted, by tokens only.
 */
export async function hidingDecisions(tx: Queryable, requestId: string): Promise<string[]> {
  const ofRequest = eq(redactionGroup.requestId, requestId);
  const groups = await tx.select().from(redactionGroup).where(ofRequest);
  const places = await tx
    .select({ group: redactionGroup, place: redactionPlace })
    .from(redactionPlace)
    .innerJoin(redactionGroup, eq(redactionPlace.groupId, redactionGroup.id))
    .where(ofRequest);
  const named = ({ rule, token }: (typeof groups)[number]) => [rule, token.toString("hex")];
  const lines = [
    ...groups.flatMap((group) => (group.decision === null ? [] : [[...named(group), group.decision]])),
    ...places.map(({ group, place }) => [
      ...named(group),
      ...[place.systemId, place.collection, place.field, place.recordToken.toString("hex"), place.decision],
    ]),
  ];
  return [`rules ${rulesVersion}`, ...lines.map((line) => line.join(" ")).sort()];
}

/** The same as SHA-256: what somebody looked at is exactly this. */
export async function hidingHash(tx: Queryable, requestId: string): Promise<Buffer> {
  const lines = await hidingDecisions(tx, requestId);
  return createHash("sha256").update(lines.join("\n")).digest();
}
