import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { staff, staffSession } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import type { Role } from "#lib/core/role.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { initialsOf } from "./initials.ts";
import { allowed, type StaffAction } from "./permissions.ts";
import { aliveSession, asRole } from "./sign-in.ts";

/** One sign-in that still opens the desk. */
export type OpenSession = {
  id: string;
  device: string;
  since: Date;
  seenAt: Date;
  /** True for the session that asks. */
  here: boolean;
};

/** A member of staff as the team's page shows them. */
export type Member = {
  id: string;
  name: string;
  initials: string;
  email: string;
  role: Role;
  scope: Scope;
  disabled: boolean;
  /** Null: not since this was first counted. */
  lastSeen: Date | null;
  sessions: OpenSession[];
};

function mustBeAllowed(actor: Actor, action: StaffAction): void {
  if (actor.kind === "operator") return;
  if (actor.kind === "staff" && allowed(actor.role, action)) return;
  throw new HabeasError("forbidden", "Your role does not allow this. Ask an administrator of the desk.");
}

/**
 * The sessions of a member of staff that open the desk still, the newest first: one's own, or for those who manage the
 * team anybody's. Throws HabeasError `forbidden`.
 */
export async function openSessions(actor: Actor, staffId: string): Promise<OpenSession[]> {
  if (actor.kind !== "staff" || actor.staffId !== staffId) mustBeAllowed(actor, "see_team");
  const rows = await database()
    .select()
    .from(staffSession)
    .where(and(eq(staffSession.staffId, rowId(staffId)), aliveSession))
    .orderBy(desc(staffSession.seenAt));
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    since: row.createdAt,
    seenAt: row.seenAt,
    here: actor.kind === "staff" && actor.sessionId === row.id,
  }));
}

/** Everybody who ever signed in to the desk, by name. Throws HabeasError `forbidden`. */
export async function readTeam(actor: Actor): Promise<Member[]> {
  mustBeAllowed(actor, "see_team");
  const rows = await database()
    .select()
    .from(staff)
    .orderBy(staff.disabled, staff.name, staff.id)
    .limit(2000);
  const open = await database()
    .select()
    .from(staffSession)
    .where(aliveSession)
    .orderBy(desc(staffSession.seenAt));
  return rows.map((row) => {
    const sessions = open.filter((one) => one.staffId === row.id);
    return {
      id: row.id,
      name: row.name,
      initials: initialsOf(row.name),
      email: row.email,
      role: asRole(row.role),
      scope: { brands: row.brands, places: row.places, systems: row.systems },
      disabled: row.disabled,
      lastSeen: sessions[0]?.seenAt ?? row.seenAt,
      sessions: sessions.map((one) => ({
        id: one.id,
        device: one.device,
        since: one.createdAt,
        seenAt: one.seenAt,
        here: actor.kind === "staff" && actor.sessionId === one.id,
      })),
    };
  });
}

/** Ends a session at once: one's own, or for those who manage the team anybody's. A session that ended is `not_found`. */
export async function endSessionOf(actor: Actor, sessionId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(staffSession)
      .where(and(eq(staffSession.id, rowId(sessionId)), aliveSession));
    if (!row) return notFound();
    if (actor.kind !== "staff" || actor.staffId !== row.staffId) mustBeAllowed(actor, "manage_team");
    await end(tx, actor, row.id, row.staffId);
  });
}

async function end(tx: Transaction, actor: Actor, sessionId: string, staffId: string): Promise<void> {
  const ended = await tx
    .update(staffSession)
    .set({ endedAt: sql`now()` })
    .where(and(eq(staffSession.id, sessionId), isNull(staffSession.endedAt)))
    .returning({ id: staffSession.id });
  if (ended.length > 0) await audit(tx, null, actor, { kind: "staff_session_ended", staff: staffId });
}

/**
 * Takes a member of staff's access away, or gives it back. Without access their sessions end at once and a sign-in is
 * refused, whatever the company's groups say. Nobody does it to themselves.
 * Throws HabeasError `forbidden`, `not_found`, `conflict`.
 */
export async function setAccess(actor: Actor, staffId: string, has: boolean): Promise<void> {
  mustBeAllowed(actor, "manage_team");
  if (actor.kind === "staff" && actor.staffId === staffId) {
    throw new HabeasError(
      "conflict",
      "Nobody takes their own access away. Ask somebody else who manages the team.",
    );
  }
  await inTransaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(staff)
      .where(eq(staff.id, rowId(staffId)))
      .for("update");
    if (!row) return notFound();
    if (row.disabled === !has) throw new HabeasError("conflict", "That is so already.");
    await tx.update(staff).set({ disabled: !has }).where(eq(staff.id, row.id));
    await audit(tx, null, actor, { kind: has ? "staff_enabled" : "staff_disabled", staff: row.id });
    if (has) return;
    const open = await tx
      .select({ id: staffSession.id })
      .from(staffSession)
      .where(and(eq(staffSession.staffId, row.id), isNull(staffSession.endedAt)));
    for (const one of open) await end(tx, actor, one.id, row.id);
  });
}
