import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { savedView } from "#drizzle/schema/queue.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import type { Role } from "#lib/core/role.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { countedLately } from "./counted-lately.ts";
import { readerOf } from "./scope.ts";
import { withoutPersonalData } from "./search-words.ts";

type Staff = Extract<Actor, { kind: "staff" }>;
type Row = typeof savedView.$inferSelect;

/** Whose a view is: its maker's alone, everybody's, or of all who have one role. */
export const reaches = ["private", "shared", "role"] as const;
export type Reach = (typeof reaches)[number];

export type SavedView = {
  id: string;
  name: string;
  query: string;
  reach: Reach;
  role: Role | null;
  /** Whether the reader may rename, move or delete it. */
  mayChange: boolean;
  /** How many requests it has for the reader, counted up to a thousand, at most half a minute ago. */
  count: { requests: number; orMore: boolean };
};

const longestName = 60;
const mostOfOne = 50;
const mostShared = 100;
const countLimit = 1000;

/**
 * The saved views of a member of staff: their own, then those of their role (of an officer: of every role), then
 * everybody's. Throws `forbidden`.
 */
export async function listSavedViews(actor: Actor): Promise<SavedView[]> {
  const staff = member(actor);
  const rows = await visibleViews(database(), staff);
  const counts = await Promise.all(rows.map((row) => countedLately(staff, row.query, countLimit)));
  return rows.map((row, at) => {
    const found = counts[at] ?? 0;
    return {
      id: row.id,
      name: row.name,
      query: row.query,
      reach: row.reach as Reach,
      role: row.role as Role | null,
      mayChange: mayChange(staff, row),
      count: { requests: Math.min(found, countLimit), orMore: found > countLimit },
    };
  });
}

/**
 * Keeps a query under a name. Names and mail addresses in it become keyed tokens. Returns its id.
 * Throws `forbidden`, or `invalid` where the name or the query is none.
 */
export async function saveView(
  actor: Actor,
  wish: { name: string; query: string; reach: Reach; role?: Role | undefined },
): Promise<string> {
  const staff = member(actor);
  const role = wish.reach === "role" ? (wish.role ?? staff.role) : null;
  const name = nameOf(wish.name);
  const { query, problems } = withoutPersonalData(wish.query);
  if (query === "" || problems.length > 0)
    throw new HabeasError("invalid", problems[0]?.words ?? "An empty query is no view.");
  mayReach(staff, wish.reach);
  return inTransaction(async (tx) => {
    const beside = await group(tx, staff, wish.reach, role);
    if (beside.length >= (wish.reach === "private" ? mostOfOne : mostShared))
      throw new HabeasError("invalid", "There are too many views already. Delete one first.");
    const position = 1 + Math.max(0, ...beside.map((row) => row.position));
    const [row] = await tx
      .insert(savedView)
      .values({ staffId: staff.staffId, reach: wish.reach, role, name, query, position })
      .returning();
    if (!row) throw new TypeError("an insert gives a row");
    await told(tx, staff, row, "saved");
    return row.id;
  });
}

/** Gives a saved view another name. Throws `forbidden`, `not_found`, `invalid`. */
export async function renameView(actor: Actor, id: string, name: string): Promise<void> {
  const staff = member(actor);
  const newName = nameOf(name);
  await inTransaction(async (tx) => {
    const row = await own(tx, staff, id);
    await tx.update(savedView).set({ name: newName }).where(eq(savedView.id, row.id));
    await told(tx, staff, row, "renamed");
  });
}

/** Deletes a saved view. Throws `forbidden`, `not_found`. */
export async function deleteView(actor: Actor, id: string): Promise<void> {
  const staff = member(actor);
  await inTransaction(async (tx) => {
    const row = await own(tx, staff, id);
    await tx.delete(savedView).where(eq(savedView.id, row.id));
    await told(tx, staff, row, "deleted");
  });
}

/** Moves a saved view one place up or down among those of the same reach. Throws `forbidden`, `not_found`. */
export async function moveView(actor: Actor, id: string, direction: "up" | "down"): Promise<void> {
  const staff = member(actor);
  await inTransaction(async (tx) => {
    const row = await own(tx, staff, id);
    const beside = await group(tx, staff, row.reach as Reach, row.role);
    const from = beside.findIndex((one) => one.id === row.id);
    const to = from + (direction === "up" ? -1 : 1);
    if (to < 0 || to >= beside.length) return;
    const ordered = beside.toSpliced(from, 1).toSpliced(to, 0, row);
    for (const [at, one] of ordered.entries())
      await tx
        .update(savedView)
        .set({ position: at + 1 })
        .where(eq(savedView.id, one.id));
  });
}

function member(actor: Actor): Staff {
  readerOf(actor);
  if (actor.kind !== "staff") throw new HabeasError("forbidden", "Views are kept for members of staff.");
  return actor;
}

function nameOf(typed: string): string {
  const name = typed.replace(/\s+/g, " ").trim();
  if (name === "" || name.length > longestName || /\p{Cc}/u.test(name))
    throw new HabeasError("invalid", `A view needs a name of at most ${longestName} letters.`);
  return name;
}

/** What others see is for those who work on requests; what a whole role sees is for officers. */
function mayReach({ role }: Staff, reach: Reach): void {
  const may = reach === "private" || (reach === "shared" ? allowed(role, "work") : role === "officer");
  if (!may) throw new HabeasError("forbidden", "Your role may keep views for itself only. Ask an officer.");
}

const mayChange = ({ staffId, role }: Staff, row: Row): boolean =>
  row.staffId === staffId || (row.reach !== "private" && role === "officer");

const seenBy = ({ staffId, role }: Staff): SQL | undefined =>
  or(
    and(eq(savedView.reach, "private"), eq(savedView.staffId, staffId)),
    // Officers look after the views of every role.
    and(eq(savedView.reach, "role"), role === "officer" ? undefined : eq(savedView.role, role)),
    eq(savedView.reach, "shared"),
  );

const inOrder = [
  sql`array_position(array['private', 'role', 'shared'], ${savedView.reach})`,
  asc(savedView.position),
  asc(savedView.id),
];

async function visibleViews(db: Queryable, staff: Staff): Promise<Row[]> {
  return db
    .select()
    .from(savedView)
    .where(seenBy(staff))
    .orderBy(...inOrder);
}

/** The views among which one of that reach has its place. */
async function group(tx: Transaction, staff: Staff, reach: Reach, role: string | null): Promise<Row[]> {
  const rows = await tx
    .select()
    .from(savedView)
    .where(
      and(
        eq(savedView.reach, reach),
        reach === "private" ? eq(savedView.staffId, staff.staffId) : undefined,
        role === null ? undefined : eq(savedView.role, role),
      ),
    )
    .orderBy(...inOrder)
    .for("update");
  return rows;
}

async function own(tx: Transaction, staff: Staff, id: string): Promise<Row> {
  const [row] = await tx
    .select()
    .from(savedView)
    .where(and(eq(savedView.id, rowId(id)), seenBy(staff)))
    .for("update");
  if (!row) return notFound();
  if (!mayChange(staff, row))
    throw new HabeasError("forbidden", "Only who made this view, or an officer, may change it.");
  return row;
}

/** What others see is in the log; what somebody keeps for themselves is not. */
async function told(
  tx: Transaction,
  staff: Staff,
  row: Row,
  step: "saved" | "renamed" | "deleted",
): Promise<void> {
  if (row.reach === "private") return;
  await audit(tx, null, staff, { kind: "view_kept", view: row.id, reach: row.reach, step });
}
