import { and, eq, isNull, sql } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { linkDecision, proposedLink } from "#drizzle/schema/link.ts";
import { request } from "#drizzle/schema/request.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { reasonContext } from "./remember.ts";
import { askAfresh, takeBack } from "./take-back.ts";
import { reasonFrom } from "./task-for.ts";

/**
 * Takes a decision back, with a reason. An accepted link loses its key, its findings and what they led to; it and
 * a rejected one are open again. What was split off is looked for again. Nothing of it is remembered any more.
 * Throws HabeasError `invalid`, `conflict` where it was taken back already or the answer is out, `not_found`.
 */
export async function undoDecision(actor: Actor, decisionId: string, typed: string): Promise<void> {
  const reason = reasonFrom(typed);
  await inTransaction(async (tx) => {
    const [found] = await tx
      .select({ decision: linkDecision, reference: request.reference })
      .from(linkDecision)
      .innerJoin(request, eq(linkDecision.requestId, request.id))
      .where(eq(linkDecision.id, rowId(decisionId)));
    if (!found || found.decision.verdict === "all" || found.decision.verdict === "none") notFound();
    await requestFor(tx, actor, found.reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, found.decision.requestId);
    const key = await keyOf(tx, locked.id);
    const [undone] = await tx
      .update(linkDecision)
      .set({
        undoneAt: sql`now()`,
        undoneBy: actorName(actor),
        sealedUndoReason: seal(key, reasonContext(locked.id), reason),
      })
      .where(and(eq(linkDecision.id, decisionId), isNull(linkDecision.undoneAt)))
      .returning();
    if (!undone) throw new HabeasError("conflict", "This was taken back already.");
    const { verdict, systemId } = undone;
    await audit(tx, locked.id, actor, { kind: "decision_undone", system: systemId, verdict });
    const link = await openAgain(tx, undone.id);
    if (verdict === "accepted" && link) {
      const wrong = { keys: [{ taskId: link.taskId, token: link.token }], identifiers: [] };
      return takeBack(tx, locked, actor, wrong, systemId);
    }
    if (undone.identifierKind && undone.identifierToken) {
      await tx
        .update(identifier)
        // Every system that has gone past it meanwhile is asked by it after all.
        .set({ origin: "found", id: sql`nextval('identifier_id_seq')` })
        .where(
          and(
            eq(identifier.requestId, locked.id),
            eq(identifier.kind, undone.identifierKind),
            eq(identifier.token, undone.identifierToken),
            eq(identifier.origin, "detached"),
          ),
        );
    }
    await askAfresh(tx, locked, actor, systemId);
  });
}

async function openAgain(tx: Transaction, decisionId: string) {
  const [link] = await tx
    .update(proposedLink)
    .set({ state: "proposed" })
    .where(eq(proposedLink.decisionId, decisionId))
    .returning();
  return link;
}
