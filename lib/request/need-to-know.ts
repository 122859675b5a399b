import { and, asc, eq } from "drizzle-orm";
import { requestConfidant } from "#drizzle/schema/confidant.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { asRole } from "#lib/staff/sign-in.ts";
import { requestFor } from "./access.ts";

const need = { person: "never", staff: "close_off" } as const;

/** Who may see a closed request. */
export type Confidants = { closed: boolean; people: { id: string; name: string }[] };

/** Whether a request is closed to all but people named, and who they are. For whoever may see the request. */
export async function readConfidants(actor: Actor, reference: string): Promise<Confidants> {
  const row = await requestFor(database(), actor, reference, { person: "never", staff: "see_requests" });
  const people = await database()
    .select({ id: staff.id, name: staff.name })
    .from(requestConfidant)
    .innerJoin(staff, eq(staff.id, requestConfidant.staffId))
    .where(eq(requestConfidant.requestId, row.id))
    .orderBy(asc(staff.name));
  return { closed: row.confidential, people };
}

/**
 * Closes a request to all but people named, the one who closes it among them, or opens it again; opened, the names go.
 * Throws HabeasError `conflict` where it is so already, `not_found`, `forbidden`.
 */
export async function closeOff(actor: Actor, reference: string, closed: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    const moved = await tx
      .update(request)
      .set({ confidential: closed })
      .where(and(eq(request.id, row.id), eq(request.confidential, !closed)))
      .returning({ id: request.id });
    if (moved.length === 0) throw new HabeasError("conflict", "That is so already.");
    await audit(tx, row.id, actor, { kind: closed ? "request_closed_off" : "request_opened_up" });
    if (!closed) {
      await tx.delete(requestConfidant).where(eq(requestConfidant.requestId, row.id));
      return;
    }
    // Whoever works on it goes on: a request that nobody sees is answered by nobody.
    const first = [actor.kind === "staff" ? actor.staffId : null, row.ownerId].filter((id) => id !== null);
    for (const staffId of new Set(first)) {
      await tx
        .insert(requestConfidant)
        .values({ requestId: row.id, staffId, byId: actor.kind === "staff" ? actor.staffId : null })
        .onConflictDoNothing();
      await audit(tx, row.id, actor, { kind: "confidant_named", staff: staffId });
    }
  });
}

/**
 * Names one more member of staff who may see a request, wherever it lies and whether it is closed or not, or takes one
 * off. The last of a closed request stays. Throws HabeasError `not_found`, `conflict`, `invalid`, `forbidden`.
 */
export async function nameConfidant(
  actor: Actor,
  reference: string,
  staffId: string,
  may: boolean,
): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    await tx.select({ id: request.id }).from(request).where(eq(request.id, row.id)).for("update");
    const named = await tx.select().from(requestConfidant).where(eq(requestConfidant.requestId, row.id));
    const is = named.some((one) => one.staffId === rowId(staffId));
    if (is === may) throw new HabeasError("conflict", "That is so already.");
    if (!may) {
      if (row.confidential && named.length === 1)
        throw new HabeasError("conflict", "Somebody must be left who sees it. Name another first.");
      await tx
        .delete(requestConfidant)
        .where(and(eq(requestConfidant.requestId, row.id), eq(requestConfidant.staffId, staffId)));
      await audit(tx, row.id, actor, { kind: "confidant_removed", staff: staffId });
      return;
    }
    const [person] = await tx
      .select()
      .from(staff)
      .where(and(eq(staff.id, rowId(staffId)), eq(staff.disabled, false)));
    if (!person) return notFound();
    if (!allowed(asRole(person.role), "see_requests"))
      throw new HabeasError("invalid", `${person.name} has a role that sees no requests.`);
    await tx
      .insert(requestConfidant)
      .values({ requestId: row.id, staffId, byId: actor.kind === "staff" ? actor.staffId : null });
    await audit(tx, row.id, actor, { kind: "confidant_named", staff: staffId });
  });
}
