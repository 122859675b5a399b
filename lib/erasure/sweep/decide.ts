import { and, eq, inArray, sql } from "drizzle-orm";
import { erasure } from "#drizzle/schema/erasure.ts";
import { cameBack } from "#drizzle/schema/undo.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { canonicalMailbox, canonicalPhone } from "#lib/identity/canonical.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { hindranceToPlan, planOpen } from "./note.ts";
import { isErased } from "./remember.ts";

/**
 * Makes a new plan of erasure for what came back of a person. Two people approve it, like every other. Throws
 * HabeasError `conflict` where it would not list what was found, or might list somebody else.
 */
export async function planCameBack(actor: Actor, reference: string): Promise<string> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, seen.id);
    const why = await hindranceToPlan(tx, locked.id);
    if (why !== null) throw new HabeasError("conflict", why);
    return planOpen(tx, locked, actor);
  });
}

/**
 * Leaves what was found in one system as it is: a new account, or somebody else's by now. It is not told again until the
 * record, or what it is known by, is another one. Returns how many records.
 */
export async function leaveCameBack(actor: Actor, reference: string, systemId: string): Promise<number> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    await lockRequest(tx, seen.id);
    const left = await tx
      .update(cameBack)
      .set({ state: "left", decidedBy: actorName(actor), decidedAt: sql`now()` })
      .where(
        and(
          eq(cameBack.requestId, seen.id),
          eq(cameBack.systemId, systemId),
          inArray(cameBack.state, ["open"]),
        ),
      )
      .returning();
    const [first] = left;
    if (!first) notFound();
    const [of] = await tx.select().from(erasure).where(eq(erasure.id, first.erasureId));
    await audit(tx, seen.id, actor, {
      kind: "came_back_left",
      number: of?.number ?? 0,
      system: systemId,
      records: left.length,
    });
    return left.length;
  });
}

/** Whether somebody known by an identifier was erased, as far as it is remembered. For the operator only. */
export async function wasErased(actor: Actor, kind: string, value: string): Promise<boolean> {
  if (actor.kind !== "operator") throw new HabeasError("forbidden", "Only the operator may ask that.");
  return isErased(database(), kind, canonicalOf(kind, value));
}

const canonicalOf = (kind: string, value: string): string =>
  (kind === "email" ? canonicalMailbox(value) : kind === "phone" ? canonicalPhone(value) : null) ?? value;
