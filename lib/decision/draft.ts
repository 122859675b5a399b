import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { decision } from "#drizzle/schema/decision.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { allows, type RequestStatus } from "#lib/request/moves.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { contentFrom, decisionContext } from "./content.ts";
import { mustMayDecide } from "./decider.ts";
import { judged, logDecision, openDecision } from "./open-decision.ts";

/** True while a request can still be decided: nothing was answered, and it has not ended. */
export const decidable = (status: string): boolean => allows("refuse", status as RequestStatus);

/** Reads and locks a request that can still be decided. */
export async function lockDecidable(
  tx: Transaction,
  actor: Actor,
  reference: string,
  staff: "work" | "release" | "approve",
): Promise<RequestRow> {
  const seen = await requestFor(tx, actor, reference, { person: "never", staff });
  const locked = await lockRequest(tx, seen.id);
  if (!decidable(locked.status)) {
    throw new HabeasError("conflict", "This request is answered or has ended. There is nothing to decide.");
  }
  return locked;
}

/**
 * Keeps what staff have typed of a decision, complete or not. `seen`: the hash of the draft that was on the page, empty
 * where there was none. Throws HabeasError `invalid` for what can be no decision, `conflict` where somebody else wrote
 * in between or it waits for a second person. Returns the new hash, in hexadecimal.
 */
export async function draftDecision(
  actor: Actor,
  reference: string,
  given: unknown,
  seen: string,
): Promise<{ hash: string }> {
  const typed = contentFrom(given);
  return inTransaction(async (tx) => {
    const locked = await lockDecidable(tx, actor, reference, "work");
    await mustMayDecide(tx, locked, actor);
    const before = await openDecision(tx, locked.id);
    if (before?.state === "proposed") {
      throw new HabeasError(
        "conflict",
        "This decision is proposed already. Take it back before you change it.",
      );
    }
    if ((before?.hash.toString("hex") ?? "") !== seen) {
      throw new HabeasError("conflict", "Somebody else wrote on this decision. Their words stand here now.");
    }
    const { hash, needsSecond } = await judged(tx, locked, typed);
    const id = before?.id ?? randomUUID();
    const row = {
      id,
      requestId: locked.id,
      outcome: typed.outcome,
      grounds: typed.grounds.map(({ ground }) => ground),
      sealed: seal(await keyOf(tx, locked.id), decisionContext(id), JSON.stringify(typed)),
      hash,
      needsSecond,
      by: actorName(actor),
    };
    if (before) await tx.update(decision).set(row).where(eq(decision.id, id));
    else await tx.insert(decision).values(row);
    if (!before || before.outcome !== row.outcome) await logDecision(tx, actor, row, "drafted");
    return { hash: hash.toString("hex") };
  });
}

/** Throws an open decision away; nothing was told to anybody. Harmless where there is none. */
export async function dropDecision(actor: Actor, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockDecidable(tx, actor, reference, "work");
    const [dropped] = await tx
      .update(decision)
      .set({ state: "dropped", approvedBy: null })
      .where(and(eq(decision.requestId, locked.id), inArray(decision.state, ["draft", "proposed"])))
      .returning();
    if (dropped) await logDecision(tx, actor, dropped, "dropped");
  });
}
