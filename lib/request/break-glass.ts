import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { brokenGlass } from "#drizzle/schema/confidant.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { parseReference } from "#lib/core/reference.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { wholeHouse } from "#lib/db/scope.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { keyOf, keysOf } from "#lib/vault/request-key.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { visibleTo } from "./access.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

/** Minutes for which it can be opened. */
export const glassMinutes = [15, 60, 240] as const;

/** Letters of a reason: enough to say something, and not more than a paragraph. */
const shortest = 10;
const longest = 1000;

const context = (requestId: string, staffId: string) => `broken_glass/${requestId}/${staffId}`;

/**
 * Opens a request that is not theirs to see for some minutes: in an emergency, with a reason that officers read and a
 * line in the log. It needs a fresh sign-in. Throws HabeasError `forbidden`, `not_found`, `invalid`, `conflict` where
 * they see it anyhow, `step_up`.
 */
export async function breakGlass(
  actor: Actor,
  typedReference: string,
  asked: { reason: string; minutes: number },
): Promise<{ reference: string; until: Date }> {
  if (actor.kind !== "staff" || !allowed(actor.role, "break_glass"))
    throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
  const reason = asked.reason.trim();
  if (reason.length < shortest)
    throw new HabeasError("invalid", "Say in a sentence why you must see it now.");
  if (reason.length > longest) throw new HabeasError("invalid", "Say it in fewer words.");
  const minutes = glassMinutes.find((one) => one === asked.minutes) ?? glassMinutes[0];
  demandFresh(actor);
  // What the glass is broken for lies outside of their scope.
  return wholeHouse(() => broken(actor, typedReference, { reason, minutes }));
}

function broken(
  actor: Staff,
  typedReference: string,
  { reason, minutes }: { reason: string; minutes: number },
): Promise<{ reference: string; until: Date }> {
  return inTransaction(async (tx) => {
    const reference = parseReference(typedReference) ?? notFound();
    const [row] = await tx
      .select({ id: request.id, sees: sql<boolean>`${visibleTo(actor) ?? sql`true`}` })
      .from(request)
      .where(eq(request.reference, reference));
    if (!row) return notFound();
    if (row.sees) throw new HabeasError("conflict", "You see this request already.");
    const sealed = seal(await keyOf(tx, row.id), context(row.id, actor.staffId), reason);
    const [opened] = await tx
      .insert(brokenGlass)
      .values({
        requestId: row.id,
        staffId: actor.staffId,
        sealed,
        until: sql`now() + make_interval(mins => ${minutes})`,
      })
      .returning();
    if (!opened) throw new HabeasError("unavailable", "It could not be opened.");
    await audit(tx, row.id, actor, { kind: "glass_broken", minutes });
    return { reference, until: opened.until };
  });
}

/** One time that the glass was broken. `reason` is null once the request's key is destroyed. */
export type Glass = {
  id: string;
  reference: string;
  who: string;
  at: Date;
  until: Date;
  reason: string | null;
  readBy: string | null;
};

/** The newest times that the glass was broken, unread ones first. For officers. Throws HabeasError `forbidden`. */
export async function brokenGlasses(actor: Actor): Promise<Glass[]> {
  mustBeOfficer(actor);
  // An officer reads why anybody broke it, wherever the request lies.
  return wholeHouse(readAll);
}

function readAll(): Promise<Glass[]> {
  return inTransaction(async (tx) => {
    const reader = tx.select({ id: staff.id, name: staff.name }).from(staff).as("reader");
    const rows = await tx
      .select({ glass: brokenGlass, reference: request.reference, who: staff.name, readBy: reader.name })
      .from(brokenGlass)
      .innerJoin(request, eq(request.id, brokenGlass.requestId))
      .innerJoin(staff, eq(staff.id, brokenGlass.staffId))
      .leftJoin(reader, eq(reader.id, brokenGlass.readBy))
      .orderBy(sql`${brokenGlass.readAt} is not null`, desc(brokenGlass.createdAt))
      .limit(100);
    const keys = await keysOf(
      tx,
      rows.map(({ glass }) => glass.requestId),
    );
    return rows.map(({ glass, ...row }) => {
      const key = keys.get(glass.requestId);
      return {
        ...row,
        id: glass.id,
        at: glass.createdAt,
        until: glass.until,
        reason: key ? open(key, context(glass.requestId, glass.staffId), glass.sealed) : null,
      };
    });
  });
}

/** How many of them no officer has read yet; 0 for everybody else. */
export async function countUnreadGlass(actor: Actor): Promise<number> {
  if (actor.kind !== "staff" || !allowed(actor.role, "close_off")) return 0;
  const [row] = await database()
    .select({ unread: sql<number>`count(*)::int` })
    .from(brokenGlass)
    .where(isNull(brokenGlass.readAt));
  return row?.unread ?? 0;
}

/** An officer has read why the glass was broken; nobody reads their own. Throws HabeasError `forbidden`, `not_found`. */
export async function readGlass(actor: Actor, glassId: string): Promise<void> {
  mustBeOfficer(actor);
  if (actor.kind !== "staff") throw new HabeasError("forbidden", "An officer reads it at the desk.");
  await inTransaction(async (tx) => {
    const [row] = await tx
      .update(brokenGlass)
      .set({ readBy: actor.staffId, readAt: sql`now()` })
      .where(
        and(
          eq(brokenGlass.id, rowId(glassId)),
          isNull(brokenGlass.readAt),
          sql`${brokenGlass.staffId} <> ${actor.staffId}`,
        ),
      )
      .returning();
    if (!row) return notFound();
    await audit(tx, row.requestId, actor, { kind: "glass_read", glass: row.id });
  });
}

function mustBeOfficer(actor: Actor): void {
  if (actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "close_off"))) return;
  throw new HabeasError("forbidden", "Officers of the privacy team read this.");
}
