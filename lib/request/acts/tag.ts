import { and, eq, isNull, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { requestFor, visibleTo } from "../access.ts";
import { lockRequest } from "../move.ts";

const mostTags = 12;
const shape = /^[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?$/;

/** Tags as somebody typed them, divided by commas or spaces. Throws HabeasError `invalid` for what is none. */
export function typedTags(typed: string): string[] {
  const tags = typed
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== "");
  const wrong = tags.find((one) => !shape.test(one));
  if (wrong !== undefined)
    throw new HabeasError(
      "invalid",
      "A tag has at most 24 small letters, digits and hyphens. It is no place for names or numbers of people.",
    );
  return [...new Set(tags)];
}

/**
 * Puts tags on a request and takes others off. What is so already stays so. Returns what really changed, so that it can
 * be taken back. Throws HabeasError `invalid` for too many.
 */
export async function tagRequest(
  actor: Actor,
  reference: string,
  change: { add?: readonly string[]; remove?: readonly string[] },
): Promise<{ added: string[]; removed: string[] }> {
  const add = typedTags((change.add ?? []).join(" "));
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const row = await lockRequest(tx, seen.id);
    const removed = row.tags.filter((tag) => change.remove?.includes(tag) && !add.includes(tag));
    const added = add.filter((tag) => !row.tags.includes(tag));
    if (added.length + removed.length === 0) return { added, removed };
    const tags = [...row.tags.filter((tag) => !removed.includes(tag)), ...added].sort();
    if (tags.length > mostTags)
      throw new HabeasError("invalid", `A request has at most ${mostTags} tags. Take one off first.`);
    await tx.update(request).set({ tags }).where(eq(request.id, row.id));
    await audit(tx, row.id, actor, { kind: "tagged", added: added.length, removed: removed.length });
    return { added, removed };
  });
}

/** The tags of open requests that the actor may see, for choosing from; the most used first. */
export async function knownTags(actor: Actor): Promise<string[]> {
  const rows = await database()
    .select({ tag: sql<string>`unnest(${request.tags})`.as("tag") })
    .from(request)
    .where(and(isNull(request.endedAt), sql`${request.tags} <> '{}'`, visibleTo(actor)))
    .limit(5_000);
  const uses = new Map<string, number>();
  for (const { tag } of rows) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  return [...uses]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([tag]) => tag)
    .slice(0, 50);
}
