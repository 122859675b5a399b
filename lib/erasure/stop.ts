import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Mention } from "#connectors/erase.ts";
import { erasure, erasureSystem } from "#drizzle/schema/erasure.ts";
import { erasureUndo } from "#drizzle/schema/undo.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mustBeConfirmed } from "#lib/fanout/link/confirmed.ts";
import { ring } from "#lib/jobs/queue.ts";
import { mustBeShown } from "#lib/request/proofs/keep.ts";
import { mustNotBeRestricted } from "#lib/request/restricted.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { hashOfValue } from "#lib/vault/canonical.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { mustNotBeHeld } from "./holds.ts";
import { lockedErasure, lockedSystem } from "./load.ts";
import { dropRow } from "./plan.ts";
import { bothMayApprove } from "./start.ts";
import { type ErasureRow, type SystemRow, stopWhole, untroubled } from "./work.ts";

/** Gives a plan up that has not begun, or has stopped. What was proven of it stays so. */
export async function dropErasure(actor: Actor, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { erasure: row } = await lockedErasure(tx, actor, id, "work");
    if (!["planning", "proposed", "approved", "stopped"].includes(row.state)) {
      throw new HabeasError(
        "conflict",
        "An erasure that runs is stopped first; one that is done stays done.",
      );
    }
    await dropRow(tx, row, actor);
  });
}

/** Stops an erasure that runs, in all its systems: no further chunk begins. */
export async function stopErasure(actor: Actor, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { erasure: row } = await lockedErasure(tx, actor, id, "work");
    if (row.state !== "acting" && row.state !== "approved") {
      throw new HabeasError("conflict", "This erasure does not run.");
    }
    await stopWhole(tx, row, actor, "stopped");
  });
}

/**
 * Lets an erasure go on that has stopped, as it was approved: it is compared with the live systems again. Throws
 * HabeasError `conflict` where somebody who approved may not approve any more, or a hold or a restriction forbids it.
 */
export async function resumeErasure(actor: Actor, id: string): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const { request, erasure: row } = await lockedErasure(tx, actor, id, "approve");
    const again = row.state === "acting" || (row.state === "stopped" && row.secondBy !== null);
    if (!again) throw new HabeasError("conflict", "This erasure has not stopped.");
    await mustNotBeHeld(tx, request);
    await mustNotBeRestricted(tx, request, "erase");
    await mustNotBePutBack(tx, row.id);
    await mustBeConfirmed(tx, request.id);
    await mustBeShown(tx, request);
    if (!(await bothMayApprove(tx, row))) {
      throw new HabeasError(
        "conflict",
        "Somebody who approved it may not approve any more. Make a new plan.",
      );
    }
    if (row.state === "stopped") await goOn(tx, row, actor);
    const rows = await tx
      .update(erasureSystem)
      .set({ state: "ready", notBefore: sql`now()`, ...untroubled })
      .where(
        and(
          eq(erasureSystem.erasureId, row.id),
          eq(erasureSystem.state, "parked"),
          inArray(erasureSystem.phase, ["act", "prove"]),
        ),
      )
      .returning();
    for (const system of rows) {
      await ring(tx, "erasure.run", system.id);
      await audit(tx, row.requestId, actor, {
        kind: "erasure_resumed",
        number: row.number,
        system: system.systemId,
      });
    }
  });
}

/** What staff had put back is erased again by a new plan only. */
async function mustNotBePutBack(tx: Transaction, id: string): Promise<void> {
  const [undo] = await tx
    .select({ id: erasureUndo.id })
    .from(erasureUndo)
    .innerJoin(erasureSystem, eq(erasureUndo.systemRow, erasureSystem.id))
    .where(and(eq(erasureSystem.erasureId, id), isNotNull(erasureUndo.askedBy)));
  if (undo) throw new HabeasError("conflict", "It is being put back, or was. Make a new plan.");
}

/** Takes an approved erasure up again; where it had not begun, it begins. */
async function goOn(tx: Transaction, row: ErasureRow, actor: Actor): Promise<void> {
  if (row.waitUntil !== null && row.waitUntil > new Date()) {
    throw new HabeasError(
      "conflict",
      "The person can still take it back. Let it go on when that time is over.",
    );
  }
  const startedAt = sql`coalesce(${erasure.startedAt}, clock_timestamp())`;
  await tx
    .update(erasure)
    .set({ state: "acting", stoppedWhy: null, startedAt })
    .where(eq(erasure.id, row.id));
  if (row.startedAt !== null) return;
  const hash = row.hash?.toString("hex") ?? "";
  await audit(tx, row.requestId, actor, { kind: "erasure_started", number: row.number, hash });
}

const noteContext = (id: string) => `erasure_system/${id}/note`;

/** Staff write down that they did by hand what a system's plan leaves to people; then it is looked up again. */
export async function recordErasedByHand(actor: Actor, systemRow: string, note: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { erasure: locked, row } = await lockedSystem(tx, actor, systemRow, "work");
    if (row.state !== "parked" || row.phase !== "by_hand") {
      throw new HabeasError("conflict", "Nothing waits to be done by hand here.");
    }
    if (locked.startedAt === null || (locked.state !== "acting" && locked.state !== "stopped")) {
      throw new HabeasError(
        "conflict",
        "Nothing is done by hand before two people approved it and it began.",
      );
    }
    await noted(tx, row, note, { phase: "prove", byHandBy: actorName(actor) });
    await audit(tx, row.requestId, actor, {
      kind: "erasure_by_hand",
      number: locked.number,
      system: row.systemId,
    });
    if (locked.state === "acting") await proveAgain(tx, row);
  });
}

/** Stands for exactly these places: a form that shows them sends it along. */
export const placesHash = (mentions: readonly Mention[]): string => hashOfValue(mentions).toString("hex");

/**
 * Staff found that the places where the person is still named are somebody else's, or must stay: with a reason, which
 * is evidence. `seen` is the `placesHash` of those that they were shown. Rows of the plan that still stand cannot be
 * explained away. Throws HabeasError `conflict` where other places are found by now.
 */
export async function acceptRemains(
  actor: Actor,
  systemRow: string,
  { reason, seen }: { reason: string; seen: string },
): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const { erasure: locked, row } = await lockedSystem(tx, actor, systemRow, "approve");
    const only = row.standing === 0 && row.returned === 0 && (row.mentions?.length ?? 0) > 0;
    if (row.state !== "parked" || row.troubleCode !== "remains" || !only) {
      throw new HabeasError(
        "conflict",
        "Only places where the person is named can be explained, not records.",
      );
    }
    if (placesHash(row.mentions ?? []) !== seen) {
      throw new HabeasError("conflict", "These are not the places that you were shown. Please look again.");
    }
    await noted(tx, row, reason, { accepted: row.mentions, acceptedBy: actorName(actor) });
    await audit(tx, row.requestId, actor, {
      kind: "erasure_remains_accepted",
      number: locked.number,
      system: row.systemId,
      places: row.mentions?.length ?? 0,
    });
    if (locked.state === "stopped") {
      await mustBeShown(tx, { id: row.requestId });
      await tx.update(erasure).set({ state: "acting", stoppedWhy: null }).where(eq(erasure.id, locked.id));
    }
    await proveAgain(tx, row);
  });
}

async function noted(tx: Transaction, row: SystemRow, typed: string, set: Partial<SystemRow>): Promise<void> {
  const note = typed.trim();
  if (note === "")
    throw new HabeasError("invalid", "Say in a sentence what you did or found: it is the evidence.");
  const key = await keyOf(tx, row.requestId);
  // What was written down before is evidence as well, and stays.
  const before = row.sealedNote === null ? "" : `${open(key, noteContext(row.id), row.sealedNote)}\n\n`;
  const sealedNote = seal(key, noteContext(row.id), before + note.slice(0, 4000));
  await tx
    .update(erasureSystem)
    .set({ ...set, sealedNote })
    .where(eq(erasureSystem.id, row.id));
}

async function proveAgain(tx: Transaction, { id }: SystemRow): Promise<void> {
  await tx
    .update(erasureSystem)
    .set({ state: "ready", notBefore: sql`now()`, ...untroubled })
    .where(eq(erasureSystem.id, id));
  await ring(tx, "erasure.run", id);
}
