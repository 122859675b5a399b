import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { erasure, erasureSystem } from "#drizzle/schema/erasure.ts";
import { erasureUndo } from "#drizzle/schema/undo.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { requestFor } from "#lib/request/access.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { mustBeStaffNow } from "../approve.ts";
import { lockedErasure } from "../load.ts";

const reasonContext = (undoId: string) => `erasure_undo/${undoId}/reason`;

/**
 * The newest erasure of a request of which something can be put back: a later plan may stand beside it. Throws
 * HabeasError `conflict` where there is none.
 */
export async function undoable(actor: Actor, reference: string): Promise<string> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const [found] = await tx
      .select({ id: erasure.id })
      .from(erasure)
      .innerJoin(erasureSystem, eq(erasureSystem.erasureId, erasure.id))
      .innerJoin(erasureUndo, eq(erasureUndo.systemRow, erasureSystem.id))
      .where(and(eq(erasure.requestId, row.id), isNotNull(erasureUndo.wrapped)))
      .orderBy(desc(erasure.number))
      .limit(1);
    if (!found) throw new HabeasError("conflict", "Nothing of this request's erasures can be put back.");
    return found.id;
  });
}

/**
 * Has everything put back that an erasure removed and that can still be put back, in all its systems, for a reason. Only
 * who may approve an erasure may; that two people approved it does not need two to take it back. Throws HabeasError
 * `conflict` where it still runs, or where nothing can be put back any more. Returns in how many systems.
 */
export async function undoErasure(actor: Actor, id: string, typed: string): Promise<number> {
  demandFresh(actor);
  const reason = typed.trim();
  if (reason === "" || reason.length > 2000) {
    throw new HabeasError("invalid", "Say in a few sentences why it is put back. It is kept, sealed.");
  }
  return inTransaction(async (tx) => {
    const { erasure: row } = await lockedErasure(tx, actor, id, "approve");
    if (actor.kind !== "operator") await mustBeStaffNow(tx, actor);
    if (!["done", "stopped", "dropped"].includes(row.state)) {
      throw new HabeasError("conflict", "An erasure that runs is stopped first. Then it can be put back.");
    }
    const parts = await tx
      .select({ undo: erasureUndo, systemId: erasureSystem.systemId })
      .from(erasureUndo)
      .innerJoin(erasureSystem, eq(erasureUndo.systemRow, erasureSystem.id))
      .where(
        and(
          eq(erasureSystem.erasureId, row.id),
          isNotNull(erasureUndo.wrapped),
          inArray(erasureUndo.state, ["parked"]),
        ),
      )
      .for("update", { of: erasureUndo });
    if (parts.length === 0) {
      throw new HabeasError("conflict", "Nothing of this erasure can be put back, or it is being put back.");
    }
    const key = await keyOf(tx, row.requestId);
    for (const { undo, systemId } of parts) {
      await tx
        .update(erasureUndo)
        .set({
          state: "ready",
          notBefore: sql`now()`,
          attempts: 0,
          lost: 0,
          askedBy: actorName(actor),
          askedAt: sql`now()`,
          sealedReason: seal(key, reasonContext(undo.id), reason),
        })
        .where(eq(erasureUndo.id, undo.id));
      await ring(tx, "erasure.undo", undo.id);
      await audit(tx, row.requestId, actor, {
        kind: "erasure_undo_asked",
        number: row.number,
        system: systemId,
      });
    }
    return parts.length;
  });
}
