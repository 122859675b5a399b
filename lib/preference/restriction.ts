import { and, eq, inArray, sql } from "drizzle-orm";
import { effectSystem, restriction, restrictionException, restrictionToken } from "#drizzle/schema/effect.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { ring } from "#lib/jobs/queue.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { restrictionOf, tokensOf } from "#lib/request/restricted.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import {
  type ExceptionGround,
  exceptionGrounds,
  type RestrictionGround,
  restrictionGrounds,
} from "./grounds.ts";

export const reasonContext = (id: string) => `restriction/${id}/reason`;

/**
 * Staff place the restriction that a proven request asks for: from now on the data is only kept. It is set in every
 * system, and our own acts stop. Throws HabeasError `conflict` where it stands or the request has ended.
 */
export async function placeRestriction(
  actor: Actor,
  reference: string,
  placed: { ground: RestrictionGround; reason: string },
): Promise<void> {
  if (!restrictionGrounds.includes(placed.ground)) throw new HabeasError("invalid", "Choose the ground.");
  const reason = placed.reason.trim();
  if (reason === "" || reason.length > 2000) {
    throw new HabeasError("invalid", "Say in a few sentences why this ground holds.");
  }
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const locked = await lockRequest(tx, seen.id);
    if (locked.right !== "restriction") {
      throw new HabeasError("conflict", "Only a request for restriction can be followed by one.");
    }
    await place(tx, locked, actor, placed.ground, reason);
  });
}

/** The same inside a transaction that holds the request: staff's, or our own where an objection is weighed. */
export async function place(
  tx: Transaction,
  locked: RequestRow,
  actor: Actor,
  ground: RestrictionGround,
  reason: string,
): Promise<void> {
  if (locked.verifiedAt === null || !["collecting", "reviewing"].includes(locked.status)) {
    throw new HabeasError("conflict", "Only an open request whose person is proven can be followed.");
  }
  const [made] = await tx
    .insert(restriction)
    .values({ requestId: locked.id, ground, placedBy: actorName(actor) })
    .onConflictDoNothing()
    .returning();
  if (!made) throw new HabeasError("conflict", "The restriction is placed already.");
  const sealedReason = seal(await keyOf(tx, locked.id), reasonContext(made.id), reason);
  await tx.update(restriction).set({ sealedReason }).where(eq(restriction.id, made.id));
  await noteTokens(tx, locked, made.id);
  const waiting = await tx
    .update(effectSystem)
    .set({ waitsForPlacing: false, fence: sql`${effectSystem.fence} + 1` })
    .where(and(eq(effectSystem.requestId, locked.id), eq(effectSystem.waitsForPlacing, true)))
    .returning();
  const answered = await tx
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.requestId, locked.id), inArray(task.state, ["settled", "parked"])));
  for (const { id, taskId, state } of waiting) {
    if (state !== "held" || answered.every((one) => one.id !== taskId)) continue;
    await tx
      .update(effectSystem)
      .set({ state: "ready", notBefore: sql`now()` })
      .where(eq(effectSystem.id, id));
    await ring(tx, "effect.run", id);
  }
  await audit(tx, locked.id, actor, { kind: "restriction_placed", ground });
}

/** By what the person is recognised from now on: what was proven, and what systems know them by. */
export async function noteTokens(tx: Transaction, locked: RequestRow, restrictionId: string): Promise<void> {
  const known = await tx
    .select({ kind: identifier.kind, token: identifier.token })
    .from(identifier)
    .where(
      and(
        eq(identifier.requestId, locked.id),
        inArray(identifier.origin, ["proven", "found", "decided"]),
        sql`not exists (select 1 from shared_identifier s where s.identifier_id = identifier.id and not s.one_person)`,
      ),
    );
  const tokens = [{ kind: "email", token: locked.mailboxToken }, ...known];
  await tx
    .insert(restrictionToken)
    .values(tokens.map((one) => ({ restrictionId, ...one })))
    .onConflictDoNothing();
}

/**
 * Staff note that an act is allowed although the person is restricted (Art. 18(2)): for one request, with the ground and
 * the reason. Throws HabeasError `not_found` where no restriction stands on its person.
 */
export async function allowDespiteRestriction(
  actor: Actor,
  reference: string,
  allowed: { ground: ExceptionGround; reason: string },
): Promise<void> {
  const reason = allowed.reason.trim();
  if (!exceptionGrounds.includes(allowed.ground)) throw new HabeasError("invalid", "Choose the ground.");
  if (reason === "" || reason.length > 2000) {
    throw new HabeasError("invalid", "Say in a few sentences what allows it, and how you know.");
  }
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "approve" });
    const locked = await lockRequest(tx, seen.id);
    const standing = await restrictionOf(tx, await tokensOf(tx, locked));
    if (standing.length === 0) return notFound();
    const key = await keyOf(tx, locked.id);
    for (const one of standing) {
      await tx
        .insert(restrictionException)
        .values({
          restrictionId: rowId(one.id),
          requestId: locked.id,
          ground: allowed.ground,
          sealedReason: seal(key, `restriction_exception/${one.id}/${locked.id}`, reason),
          by: actorName(actor),
        })
        .onConflictDoNothing();
      await audit(tx, locked.id, actor, {
        kind: "restriction_exception",
        restricted: one.id,
        ground: allowed.ground,
      });
    }
  });
}
