import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { redactionGroup, redactionPlace } from "#drizzle/schema/redaction.ts";
import type { Queryable } from "#lib/db/database.ts";
import { rulesVersion } from "./detect/rule.ts";

type Group = typeof redactionGroup.$inferSelect;

const groupsOf = (tx: Queryable, requestId: string): Promise<Group[]> =>
  tx.select().from(redactionGroup).where(eq(redactionGroup.requestId, requestId));

const named = ({ rule, token }: Group) => [rule, token.toString("hex")];

/**
 * What decides which parts of a request's records are hidden: the version of the rules, and what staff decided otherwise
 * for a thing or for one place of it. Sorted, by tokens only.
 */
export async function hidingDecisions(tx: Queryable, requestId: string): Promise<string[]> {
  return decisionsOf(tx, requestId, await groupsOf(tx, requestId));
}

async function decisionsOf(tx: Queryable, requestId: string, groups: readonly Group[]): Promise<string[]> {
  const places = await tx
    .select({ group: redactionGroup, place: redactionPlace })
    .from(redactionPlace)
    .innerJoin(redactionGroup, eq(redactionPlace.groupId, redactionGroup.id))
    .where(eq(redactionGroup.requestId, requestId));
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
  const groups = await groupsOf(tx, requestId);
  const proposed = groups
    .filter(({ decision, count }) => decision === null && count > 0)
    .map((group) => [...named(group), "open", group.proposal].join(" "));
  const lines = [...(await decisionsOf(tx, requestId, groups)), ...proposed.sort()];
  return createHash("sha256").update(lines.join("\n")).digest();
}
