import { createHash } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
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

/**
 * The same as SHA-256, with what the rules propose wherever nobody has decided: what somebody looked at is exactly this, and
 * a look does not cover what was found after it.
 */
export async function hidingHash(tx: Queryable, requestId: string): Promise<Buffer> {
  const open = await tx
    .select()
    .from(redactionGroup)
    .where(
      and(
        eq(redactionGroup.requestId, requestId),
        isNull(redactionGroup.decision),
        gt(redactionGroup.count, 0),
      ),
    );
  const proposed = open.map(
    ({ rule, token, proposal }) => `${rule} ${token.toString("hex")} open ${proposal}`,
  );
  const lines = [...(await hidingDecisions(tx, requestId)), ...proposed.sort()];
  return createHash("sha256").update(lines.join("\n")).digest();
}
