import { randomUUID } from "node:crypto";
import { and, eq, gte, isNull, or } from "drizzle-orm";
import { legalHold } from "#drizzle/schema/erasure.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { type Day, isDay } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "#lib/request/access.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";

const reasonContext = (id: string) => `legal_hold/${id}/reason`;

const of = (row: Pick<RequestRow, "mailboxToken" | "dossierId">) =>
  or(eq(legalHold.mailboxToken, row.mailboxToken), eq(legalHold.dossierId, row.dossierId));

/** True while staff forbid the erasure of this person or of what this dossier asks. */
export async function isHeld(tx: Queryable, row: RequestRow): Promise<boolean> {
  const [hold] = await tx
    .select({ id: legalHold.id })
    .from(legalHold)
    .where(and(of(row), isNull(legalHold.liftedAt), gte(legalHold.untilDay, companyToday())))
    .limit(1);
  return hold !== undefined;
}

/** Throws HabeasError `conflict` where a legal hold forbids the erasure. */
export async function mustNotBeHeld(tx: Queryable, row: RequestRow): Promise<void> {
  if (await isHeld(tx, row)) {
    throw new HabeasError("conflict", "A legal hold forbids to erase this. Lift it first, with its reason.");
  }
}

/**
 * Forbids erasure of the person of a request, or of its dossier, until the end of a day. What runs stops before its
 * next chunk. Throws HabeasError `invalid` without a reason or a day to come.
 */
export async function placeHold(
  actor: Actor,
  reference: string,
  hold: { on: "person" | "dossier"; reason: string; until: Day },
): Promise<string> {
  const reason = hold.reason.trim();
  if (reason === "" || reason.length > 2000) {
    throw new HabeasError("invalid", "Say in a few sentences why this must not be erased.");
  }
  if (!isDay(hold.until) || hold.until <= companyToday()) {
    throw new HabeasError("invalid", "Name the day on which the hold ends. It must be a day to come.");
  }
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const id = randomUUID();
    const [placed] = await tx
      .insert(legalHold)
      .values({
        id,
        ...(hold.on === "person" ? { mailboxToken: row.mailboxToken } : { dossierId: row.dossierId }),
        sealedReason: seal(derivedKey("hold"), reasonContext(id), reason),
        untilDay: hold.until,
        placedBy: actorName(actor),
      })
      .returning();
    if (!placed) throw new Error("a hold was not written");
    await audit(tx, row.id, actor, { kind: "hold_placed", hold: placed.id, on: hold.on, until: hold.until });
    return placed.id;
  });
}

/** Ends a hold before its day. Only who may approve an erasure may make one possible. */
export async function liftHold(actor: Actor, reference: string, holdId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "approve" });
    const [lifted] = await tx
      .update(legalHold)
      .set({ liftedBy: actorName(actor), liftedAt: new Date() })
      .where(and(eq(legalHold.id, rowId(holdId)), of(row), isNull(legalHold.liftedAt)))
      .returning();
    if (!lifted) notFound();
    await audit(tx, row.id, actor, { kind: "hold_lifted", hold: lifted.id });
  });
}

export type HoldView = { id: string; on: "person" | "dossier"; reason: string; until: Day; active: boolean };

/** Every hold on the person or the dossier of a request, with its reason. */
export async function readHolds(actor: Actor, reference: string): Promise<HoldView[]> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const rows = await tx.select().from(legalHold).where(of(row)).orderBy(legalHold.placedAt);
    return rows.map((one) => ({
      id: one.id,
      on: one.dossierId === null ? "person" : "dossier",
      reason: open(derivedKey("hold"), reasonContext(one.id), one.sealedReason),
      until: one.untilDay,
      active: one.liftedAt === null && one.untilDay >= companyToday(),
    }));
  });
}
