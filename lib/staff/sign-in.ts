import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { staff, staffSession } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Role, roles } from "#lib/core/role.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { initialsOf } from "./initials.ts";

export type StaffClaims = { issuer: string; subject: string; name: string; email: string; role: Role };
type Staff = Extract<Actor, { kind: "staff" }>;

const idle = sql`now() - interval '15 minutes'`;
const longest = sql`now() - interval '8 hours'`;

const asRole = (text: string): Role => roles.find((role) => role === text) ?? "auditor";

type SessionRow = typeof staffSession.$inferSelect;

function actorFrom(row: typeof staff.$inferSelect, session: SessionRow): Staff {
  return {
    kind: "staff",
    staffId: row.id,
    name: row.name,
    initials: initialsOf(row.name),
    role: asRole(row.role),
    sessionId: session.id,
    scope: { brands: row.brands, places: row.places, systems: row.systems },
    steppedUpAt: session.steppedUpAt,
  };
}

/**
 * Signs in what the provider vouches for. The person is (issuer, subject), never an e-mail address; name and role
 * are taken over at each sign-in. Throws HabeasError `forbidden` for somebody who has been disabled.
 */
export async function signInStaff(claims: StaffClaims): Promise<{ session: string }> {
  const session = newToken();
  await inTransaction(async (tx) => {
    const fresh = { name: claims.name, email: claims.email, role: claims.role };
    const [row] = await tx
      .insert(staff)
      .values({ issuer: claims.issuer, subject: claims.subject, ...fresh })
      .onConflictDoUpdate({ target: [staff.issuer, staff.subject], set: fresh })
      .returning();
    if (!row || row.disabled) throw new HabeasError("forbidden", "Your access to the desk has been ended.");
    const [opened] = await tx
      .insert(staffSession)
      .values({ tokenHash: hashOf(session), staffId: row.id })
      .returning();
    if (!opened) throw new HabeasError("unavailable", "The session could not be opened.");
    await audit(tx, null, actorFrom(row, opened), { kind: "staff_signed_in", role: claims.role });
  });
  return { session };
}

/**
 * Who a desk session belongs to, read from the database at every request: idle 15 minutes, eight hours at most;
 * ended, disabled or unknown is null.
 */
export async function staffActor(session: string | undefined): Promise<Staff | null> {
  if (!session) return null;
  const [seen] = await database()
    .update(staffSession)
    .set({ seenAt: sql`now()` })
    .where(
      and(
        eq(staffSession.tokenHash, hashOf(session)),
        isNull(staffSession.endedAt),
        gt(staffSession.seenAt, idle),
        gt(staffSession.createdAt, longest),
      ),
    )
    .returning();
  if (!seen) return null;
  const [row] = await database()
    .select()
    .from(staff)
    .where(and(eq(staff.id, seen.staffId), eq(staff.disabled, false)));
  return row ? actorFrom(row, seen) : null;
}

/** Ends a desk session; the cookie is worthless from the next request on. */
export async function signOutStaff(session: string): Promise<void> {
  await inTransaction(async (tx) => {
    const [ended] = await tx
      .update(staffSession)
      .set({ endedAt: sql`now()` })
      .where(and(eq(staffSession.tokenHash, hashOf(session)), isNull(staffSession.endedAt)))
      .returning();
    if (!ended) return;
    const [row] = await tx.select().from(staff).where(eq(staff.id, ended.staffId));
    if (row) await audit(tx, null, actorFrom(row, ended), { kind: "staff_signed_out" });
  });
}

/** Everybody who may be given a request. */
export async function listStaff(
  actor: Actor,
): Promise<{ id: string; name: string; initials: string; role: Role }[]> {
  if (actor.kind !== "staff" && actor.kind !== "operator") {
    throw new HabeasError("forbidden", "Only staff see this.");
  }
  const rows = await database().select().from(staff).where(eq(staff.disabled, false)).orderBy(staff.name);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    initials: initialsOf(row.name),
    role: asRole(row.role),
  }));
}
