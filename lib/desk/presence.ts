import { and, eq, gt, lt, ne, sql } from "drizzle-orm";
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

const need = { person: "never", staff: "see_requests" } as const;

/** How long a sign of life counts: two of the page's beats and some room for a slow network. */
const life = sql`now() + interval '45 seconds'`;

/** Who else has this request open just now; those who type first. */
export async function presentAt(actor: Staff, reference: string): Promise<Present[]> {
  const { id } = await requestFor(database(), actor, reference, need);
  return others(id, actor.staffId);
}

/**
 * Says that the actor has a request open (`looks`), types in it (`types`), or is there as before (`still`: whoever has not
 * typed for a while looks only), and answers who else is there. `takeOver`: those who type are shown as looking from now
 * on; nothing that they wrote is lost, they are only told. Pages that have the request open hear of what changes.
 */
export async function present(
  actor: Staff,
  reference: string,
  doing: Doing | "still",
  takeOver = false,
): Promise<Present[]> {
  return inTransaction(async (tx) => {
    const { id, reference: known } = await requestFor(tx, actor, reference, need);
    const mine = and(eq(presence.requestId, id), eq(presence.staffId, actor.staffId));
    const [before] = await tx
      .select({
        doing: presence.doing,
        here: sql<boolean>`${presence.until} > now()`,
        fresh: sql<boolean>`${presence.until} > now() + interval '25 seconds'`,
      })
      .from(presence)
      .where(mine);
    const keeps = doing === "still" && before?.doing === "types" && before.fresh;
    const now: Doing = keeps ? "types" : doing === "still" ? "looks" : doing;
    if (!keeps)
      await tx
        .insert(presence)
        .values({ requestId: id, staffId: actor.staffId, doing: now, until: life })
        .onConflictDoUpdate({
          target: [presence.requestId, presence.staffId],
          set: { doing: now, until: life },
        });
    if (takeOver)
      await tx
        .update(presence)
        .set({ doing: "looks" })
        .where(and(eq(presence.requestId, id), ne(presence.staffId, actor.staffId)));
    if (takeOver || !before?.here || before.doing !== now) await tellPages(tx, known);
    return others(id, actor.staffId, tx);
  });
}

/** Pages that show this request look again at who is there. */
async function tellPages(tx: Queryable, reference: string): Promise<void> {
  await tx.execute(sql`select pg_notify('habeas_presence', ${reference})`);
}

/** The actor has left the page. */
export async function leave(actor: Staff, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, reference: known } = await requestFor(tx, actor, reference, need);
    await tx.delete(presence).where(and(eq(presence.requestId, id), eq(presence.staffId, actor.staffId)));
    await tellPages(tx, known);
  });
}

/** Who was at a request is nobody's business once they have left. Returns how many were forgotten. */
export async function forgetPresence(): Promise<number> {
  const gone = await database().delete(presence).where(lt(presence.until, sql`now()`));
  return gone.rowCount ?? 0;
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
