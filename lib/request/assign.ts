import { eq } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import type { Role } from "#lib/core/role.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { requestFor } from "./access.ts";
import { lockRequest } from "./move.ts";
import type { RequestRow } from "./sealed.ts";

/**
 * Gives a request to a member of staff, or to nobody. `was`: whose it was when the page was made; where somebody else has
 * taken it since, HabeasError `conflict` names them. Returns whose it was.
 */
export async function assignRequest(
  actor: Actor,
  reference: string,
  staffId: string | null,
  was?: string | null,
): Promise<{ before: string | null }> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "assign" });
    return assignLocked(tx, actor, await lockRequest(tx, seen.id), staffId, was);
  });
}

/** The same in the caller's transaction, under the request's lock. */
export async function assignLocked(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  staffId: string | null,
  was?: string | null,
): Promise<{ before: string | null }> {
  const before = row.ownerId;
  if (before === staffId) return { before };
  if (was !== undefined && was !== before) {
    const [now] = before === null ? [] : await tx.select().from(staff).where(eq(staff.id, before));
    throw new HabeasError(
      "conflict",
      now ? `${now.name} has it now. Ask them, or take it from them.` : "It was given back meanwhile.",
    );
  }
  if (staffId !== null) await mustWorkHere(tx, staffId);
  await tx.update(request).set({ ownerId: staffId }).where(eq(request.id, row.id));
  await audit(tx, row.id, actor, { kind: "assigned", to: staffId });
  return { before };
}

async function mustWorkHere(tx: Transaction, staffId: string): Promise<void> {
  const [person] = await tx
    .select()
    .from(staff)
    .where(eq(staff.id, rowId(staffId)));
  if (!person) return notFound();
  if (person.disabled || !allowed(person.role as Role, "see_findings"))
    throw new HabeasError("invalid", `${person.name} cannot work on requests. Choose somebody else.`);
}
