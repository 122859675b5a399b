import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { staff, staffSession } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Role, roles } from "#lib/core/role.ts";
import { hashOf, newToken } from "#lib/core/token.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { narrowTo } from "#lib/db/scope.ts";
import { initialsOf } from "./initials.ts";
import { keptForm } from "./kept-form.ts";
import { allowed } from "./permissions.ts";

export type StaffClaims = {
  issuer: string;
  subject: string;
  name: string;
  email: string;
  role: Role;
  /** Everything of every system, where it is left out. */
  scope?: Scope;
};

/** What a sign-in happened with. */
type How = {
  /** Two words about the browser, for the list of sessions. */
  device?: string;
  /** When the company asked who they are: earlier than now where it remembered them. */
  askedAt?: Date | null;
};

type Staff = Extract<Actor, { kind: "staff" }>;
type SessionRow = typeof staffSession.$inferSelect;

const idle = sql`now() - interval '15 minutes'`;
const longest = sql`now() - interval '8 hours'`;

/** Which sessions open the desk still. */
export const aliveSession = and(
  isNull(staffSession.endedAt),
  gt(staffSession.seenAt, idle),
  gt(staffSession.createdAt, longest),
);

/** A role by its word; a word that is none may do the least. */
export const asRole = (text: string): Role => roles.find((role) => role === text) ?? "auditor";

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
 * Signs in what the provider vouches for. The person is (issuer, subject), never an e-mail address; name, role and scope
 * are taken over at each sign-in, and a role that changed is written down. Throws HabeasError `forbidden` for somebody
 * who has been disabled.
 */
export async function signInStaff(claims: StaffClaims, how: How = {}): Promise<{ session: string }> {
  const session = newToken();
  await inTransaction(async (tx) => {
    const { issuer, subject, name, email, role, scope } = claims;
    const { brands, places, systems } = scope ?? { brands: null, places: null, systems: [] };
    const [before] = await tx
      .select()
      .from(staff)
      .where(and(eq(staff.issuer, issuer), eq(staff.subject, subject)));
    const fresh = {
      name,
      email,
      role,
      brands: brands && [...brands],
      places: places && [...places],
      systems: [...systems],
      seenAt: sql`now()`,
    };
    const [row] = await tx
      .insert(staff)
      .values({ issuer, subject, ...fresh })
      .onConflictDoUpdate({ target: [staff.issuer, staff.subject], set: fresh })
      .returning();
    if (!row || row.disabled) throw new HabeasError("forbidden", "Your access to the desk has been ended.");
    const going = await keptForm(row.id, tx);
    if (going) await endSession(tx, eq(staffSession.id, going.sessionId));
    const [opened] = await tx
      .insert(staffSession)
      .values({
        tokenHash: hashOf(session),
        staffId: row.id,
        device: how.device ?? "",
        steppedUpAt: how.askedAt ? sql`least(${how.askedAt}, now())` : sql`now()`,
      })
      .returning();
    if (!opened) throw new HabeasError("unavailable", "The session could not be opened.");
    const actor = actorFrom(row, opened);
    if (before && before.role !== role) {
      const { id } = before;
      await audit(tx, null, actor, { kind: "staff_role_changed", staff: id, from: before.role, to: role });
    }
    await audit(tx, null, actor, { kind: "staff_signed_in", role });
  });
  return { session };
}

/**
 * Who a desk session belongs to, read from the database at every request: idle 15 minutes, eight hours at most;
 * ended, disabled or unknown is null. `at`: whether somebody is at the desk, or only a page of theirs asks by itself, which
 * keeps no session awake.
 */
export async function staffActor(
  session: string | undefined,
  at: "desk" | "nobody" = "desk",
): Promise<Staff | null> {
  if (!session) return null;
  const alive = and(eq(staffSession.tokenHash, hashOf(session)), aliveSession);
  const [seen] =
    at === "desk"
      ? await database().update(staffSession).set({ seenAt: sql`now()` }).where(alive).returning()
      : await database().select().from(staffSession).where(alive);
  if (!seen) return null;
  const [row] = await database()
    .select()
    .from(staff)
    .where(and(eq(staff.id, seen.staffId), eq(staff.disabled, false)));
  if (!row) return null;
  const actor = actorFrom(row, seen);
  const { brands, places } = actor.scope;
  // From here on the database itself shows this request to the portal nothing beyond their scope.
  if (brands !== null || places !== null) narrowTo({ brands, places, staffId: actor.staffId });
  return actor;
}

async function endSession(tx: Transaction, which: SQL): Promise<SessionRow | undefined> {
  const [ended] = await tx
    .update(staffSession)
    .set({ endedAt: sql`now()` })
    .where(and(which, isNull(staffSession.endedAt)))
    .returning();
  return ended;
}

/**
 * How many seconds a session opens the desk still: while nobody is at it, and at most. To ask does not count as being at
 * it. Null where it has ended, or where its holder may now do other things than `actor`.
 */
export async function sessionLeft(actor: Staff): Promise<{ idle: number; longest: number } | null> {
  const [found] = await database()
    .select({
      staff,
      session: staffSession,
      idle: sql<number>`extract(epoch from ${staffSession.seenAt} - (${idle}))::float8`,
      longest: sql<number>`extract(epoch from ${staffSession.createdAt} - (${longest}))::float8`,
    })
    .from(staffSession)
    .innerJoin(staff, eq(staff.id, staffSession.staffId))
    .where(and(eq(staffSession.id, actor.sessionId), aliveSession, eq(staff.disabled, false)));
  if (!found) return null;
  const now = actorFrom(found.staff, found.session);
  if (now.role !== actor.role || JSON.stringify(now.scope) !== JSON.stringify(actor.scope)) return null;
  return { idle: Math.min(found.idle, found.longest), longest: found.longest };
}

/** Ends a desk session; the cookie is worthless from the next request on. */
export async function signOutStaff(session: string): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await endSession(tx, eq(staffSession.tokenHash, hashOf(session)));
    if (!ended) return;
    const [row] = await tx.select().from(staff).where(eq(staff.id, ended.staffId));
    if (row) await audit(tx, null, actorFrom(row, ended), { kind: "staff_signed_out" });
  });
}

/** Everybody who may be given a request: those who may see what was found. */
export async function listStaff(
  actor: Actor,
): Promise<{ id: string; name: string; initials: string; role: Role }[]> {
  if (actor.kind !== "staff" && actor.kind !== "operator") {
    throw new HabeasError("forbidden", "Only staff see this.");
  }
  const rows = await database().select().from(staff).where(eq(staff.disabled, false)).orderBy(staff.name);
  return rows
    .map(({ id, name, role }) => ({ id, name, initials: initialsOf(name), role: asRole(role) }))
    .filter(({ role }) => allowed(role, "see_findings"));
}
