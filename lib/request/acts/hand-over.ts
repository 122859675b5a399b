import { asc, eq } from "drizzle-orm";
import { staff } from "#drizzle/schema/staff.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Role } from "#lib/core/role.ts";
import { database, inTransaction, type Queryable } from "#lib/db/database.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { requestFor } from "../access.ts";
import { assignLocked } from "../assign.ts";
import { lockRequest } from "../move.ts";
import { addNote } from "./note.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

/** Gives a request to somebody else, with a note of how it stands: both, or neither. Throws as each of them does. */
export async function handOver(
  actor: Staff,
  reference: string,
  hand: { to: string; text: string; onceKey: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "assign" });
    const row = await lockRequest(tx, seen.id);
    if (hand.to === "") throw new HabeasError("invalid", "Choose who takes it over.");
    if (hand.to === actor.staffId) throw new HabeasError("invalid", "Choose somebody else than yourself.");
    await addNote(tx, actor, row, "hand_over", hand);
    await assignLocked(tx, actor, row, hand.to);
  });
}

/** A member of staff to whom a request can be given. */
export type Colleague = { id: string; name: string };

export async function colleagues(db: Queryable): Promise<Colleague[]> {
  const rows = await db.select().from(staff).where(eq(staff.disabled, false)).orderBy(asc(staff.name));
  return rows
    .filter((one) => allowed(one.role as Role, "see_findings"))
    .map(({ id, name }) => ({ id, name }));
}

/** The same for a list of requests; nobody for a reader who may give nothing away. */
export async function readColleagues(actor: Actor): Promise<Colleague[]> {
  return actor.kind === "staff" && allowed(actor.role, "assign") ? colleagues(database()) : [];
}
