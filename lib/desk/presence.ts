import { and, eq, gt, ne, sql } from "drizzle-orm";
import { presence } from "#drizzle/schema/desk.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, inTransaction, type Queryable } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { initialsOf } from "#lib/staff/initials.ts";

export const doings = ["looks", "types"] as const;
export type Doing = (typeof doings)[number];
/** Somebody else who has the same request open. */
export type Present = { name: string; initials: string; doing: Doing };

type Staff = Extract<Actor, { kind: "staff" }>;

/** How long a sign of life counts: two of the page's beats and some room for a slow network. */
const life = sql`now() + interval '45 seconds'`;

/** Who else has this request open just now; those who type first. */
export async function presentAt(actor: Staff, reference: string): Promise<Present[]> {
  const { id } = await requestFor(database(), actor, reference, { person: "never", staff: "see_requests" });
  return others(id, actor.staffId);
}

/**
 * Says that the actor has a request open, or types in it, and answers who else does. `takeOver`: those who type are
 * shown as looking from now on; nothing that they wrote is lost, they are only told.
 */
export async function present(
  actor: Staff,
  reference: string,
  doing: Doing,
  takeOver = false,
): Promise<Present[]> {
  return inTransaction(async (tx) => {
    const { id } = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const own = { requestId: id, staffId: actor.staffId, doing, until: life };
    await tx
      .insert(presence)
      .values(own)
      .onConflictDoUpdate({
        target: [presence.requestId, presence.staffId],
        set: { doing, until: life },
      });
    if (takeOver)
      await tx
        .update(presence)
        .set({ doing: "looks" })
        .where(and(eq(presence.requestId, id), ne(presence.staffId, actor.staffId)));
    return others(id, actor.staffId, tx);
  });
}

/** The actor has left the page. */
export async function leave(actor: Staff, reference: string): Promise<void> {
  const { id } = await requestFor(database(), actor, reference, { person: "never", staff: "see_requests" });
  await database()
    .delete(presence)
    .where(and(eq(presence.requestId, id), eq(presence.staffId, actor.staffId)));
}

async function others(requestId: string, staffId: string, tx: Queryable = database()): Promise<Present[]> {
  const rows = await tx
    .select({ name: staff.name, doing: presence.doing })
    .from(presence)
    .innerJoin(staff, eq(staff.id, presence.staffId))
    .where(
      and(eq(presence.requestId, requestId), ne(presence.staffId, staffId), gt(presence.until, sql`now()`)),
    )
    .orderBy(sql`${presence.doing} = 'looks'`, staff.name);
  return rows.map(({ name, doing }) => ({
    name,
    initials: initialsOf(name),
    doing: doing === "types" ? "types" : "looks",
  }));
}
