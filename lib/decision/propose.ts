import { eq } from "drizzle-orm";
import { decision } from "#drizzle/schema/decision.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { noticeContents } from "#lib/law/duties/notice.ts";
import { tellAuthor } from "#lib/request/acts/send-back.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { decisionContext } from "./content.ts";
import { mustMayDecide } from "./decider.ts";
import { lockDecidable } from "./draft.ts";
import { logDecision, mustBeUnchanged, type Opened, openDecision, opened } from "./open-decision.ts";
import { mustFitSystems, refuseWhole } from "./send.ts";

/** The open decision under the request's lock, exactly as somebody saw it. */
async function seenDecision(
  tx: Transaction,
  locked: RequestRow,
  state: string,
  seen: string,
): Promise<Opened> {
  const row = (await openDecision(tx, locked.id)) ?? notFound();
  if (row.state !== state) {
    throw new HabeasError(
      "conflict",
      state === "draft" ? "This decision is proposed already." : "This decision is not proposed.",
    );
  }
  const found = await opened(tx, locked, row);
  mustBeUnchanged(found, seen);
  return found;
}

/** Throws HabeasError `invalid` with everything that a decision lacks, in words. */
export function mustBeComplete({ problems, preview }: Pick<Opened, "problems" | "preview">): void {
  const lacks = preview.missing.map((one) => `The notice does not say ${noticeContents[one]}.`);
  const all = [...problems, ...lacks];
  if (all.length > 0) throw new HabeasError("invalid", all.join(" "));
}

/**
 * Proposes the draft that was seen. Nothing is sent: a refusal of the whole waits for `approveDecision` or, where no
 * second person is needed, for `sendDecision`; anything else goes out with the release.
 */
export async function proposeDecision(actor: Actor, reference: string, seen: string): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockDecidable(tx, actor, reference, "work");
    await mustMayDecide(tx, locked, actor);
    const found = await seenDecision(tx, locked, "draft", seen);
    await mustFitSystems(tx, locked, found.content);
    mustBeComplete(found);
    await tx
      .update(decision)
      .set({ state: "proposed", by: actorName(actor), needsSecond: found.needsSecond, approvedBy: null })
      .where(eq(decision.id, found.row.id));
    await logDecision(tx, actor, found.row, "proposed");
  });
}

/**
 * A second person agrees to exactly what they saw. A refusal of the whole is told in the same transaction; anything
 * else goes out with the release. Throws HabeasError `forbidden` to the author.
 */
export async function approveDecision(
  actor: Actor,
  reference: string,
  seen: string,
): Promise<{ sent: boolean }> {
  demandFresh(actor);
  return inTransaction(async (tx) => {
    const locked = await lockDecidable(tx, actor, reference, "approve");
    // Whoever proposed it may also work at the machine itself: then two names would be one person.
    if (actor.kind !== "staff") {
      throw new HabeasError("forbidden", "Two people of the privacy team do this, each by name.");
    }
    const found = await seenDecision(tx, locked, "proposed", seen);
    if (found.row.by === actorName(actor)) {
      throw new HabeasError("forbidden", "You proposed this yourself. Somebody else must agree to it.");
    }
    await mustMayDecide(tx, locked, actor);
    if (found.row.approvedBy !== null || !found.needsSecond) {
      throw new HabeasError("conflict", "Nobody is asked to agree to this decision.");
    }
    const [row] = await tx
      .update(decision)
      .set({ approvedBy: actorName(actor) })
      .where(eq(decision.id, found.row.id))
      .returning();
    await logDecision(tx, actor, found.row, "approved");
    if (found.content.outcome !== "refused") return { sent: false };
    await refuseWhole(tx, locked, { ...found, row: row ?? found.row }, actor);
    return { sent: true };
  });
}

/** Sends a refusal of the whole for which no second person is needed, or to which one agreed. */
export async function sendDecision(actor: Actor, reference: string, seen: string): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const locked = await lockDecidable(tx, actor, reference, "release");
    await mustMayDecide(tx, locked, actor);
    const found = await seenDecision(tx, locked, "proposed", seen);
    if (found.content.outcome !== "refused") {
      throw new HabeasError("conflict", "This decision goes out with the answer, when it is released.");
    }
    await refuseWhole(tx, locked, found, actor);
  });
}

/**
 * Makes a proposed decision a draft again: a second person with a note that says why, or its author, who takes it back.
 */
export async function sendBack(actor: Actor, reference: string, seen: string, note: string): Promise<void> {
  const why = note.trim().slice(0, 2000);
  await inTransaction(async (tx) => {
    // The author may be somebody who works on requests and agrees to none.
    const locked = await lockDecidable(tx, actor, reference, "release");
    const found = await seenDecision(tx, locked, "proposed", seen);
    const own = found.row.by === actorName(actor);
    if (!own) await lockDecidable(tx, actor, reference, "approve");
    if (!own && why === "") throw new HabeasError("invalid", "Say what should be different.");
    const { id } = found.row;
    const content = { ...found.content, note: why };
    await tx
      .update(decision)
      .set({
        state: "draft",
        approvedBy: null,
        sealed: seal(await keyOf(tx, locked.id), decisionContext(id), JSON.stringify(content)),
      })
      .where(eq(decision.id, id));
    await logDecision(tx, actor, found.row, "sent_back");
    await tellAuthor(tx, actor, locked, found.row.by);
  });
}
