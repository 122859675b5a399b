import { and, desc, eq, lte, ne, or, sql } from "drizzle-orm";
import type { EffectKind } from "#connectors/language/effect.ts";
import { effectSystem, restriction } from "#drizzle/schema/effect.ts";
import { request } from "#drizzle/schema/request.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayInWords, dayOf } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap } from "#lib/map/current.ts";
import { tellRecipients } from "#lib/recipient/tell.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { demandFresh } from "#lib/staff/step-up.ts";

/**
 * Tells the person that their restriction will be lifted, before it is (Art. 18(3) GDPR), and from when it may be.
 * Returns that moment. Throws HabeasError `conflict` where they were told already or nothing stands.
 */
export async function tellBeforeLifting(actor: Actor, reference: string): Promise<Date> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "approve" });
    const locked = await lockRequest(tx, seen.id);
    return tellNow(tx, locked, actor);
  });
}

/** The same inside a transaction that holds the request: staff's, or our own once what it waited for is decided. */
export async function tellNow(tx: Transaction, locked: RequestRow, actor: Actor): Promise<Date> {
  const [row] = await tx
    .update(restriction)
    .set({
      state: "told",
      toldAt: sql`now()`,
      liftFrom: sql`now() + make_interval(days => ${environment().HABEAS_RESTRICTION_NOTICE_DAYS})`,
    })
    .where(and(eq(restriction.requestId, locked.id), eq(restriction.state, "standing")))
    .returning();
  if (!row?.liftFrom) {
    throw new HabeasError("conflict", "No restriction stands here, or the person was told already.");
  }
  const day = dayOf(row.liftFrom, currentMap().company.timezone);
  const { email } = await answersOf(tx, locked);
  await owe(tx, locked.id, locked.language, email, {
    kind: "restriction_ends",
    vars: { reference: locked.reference, until: dayInWords(day, locked.language) },
  });
  await audit(tx, locked.id, actor, { kind: "restriction_told", liftFrom: day });
  return row.liftFrom;
}

/**
 * Lifts a restriction once the person was told and the waiting time is over: every system that was marked says what the
 * map names for it, or what it said before. Throws HabeasError `conflict` before that.
 */
export async function liftRestriction(actor: Actor, reference: string): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "approve" });
    await liftNow(tx, await lockRequest(tx, seen.id), actor);
  });
}

async function liftNow(tx: Transaction, locked: RequestRow, actor: Actor): Promise<void> {
  const [row] = await tx.select().from(restriction).where(eq(restriction.requestId, locked.id)).for("update");
  if (!row) return notFound();
  const [lifted] = await tx
    .update(restriction)
    .set({ state: "lifted", liftedBy: actorName(actor), liftedAt: sql`now()` })
    .where(and(eq(restriction.id, row.id), eq(restriction.state, "told"), sql`lift_from <= now()`))
    .returning();
  if (!lifted) {
    throw new HabeasError(
      "conflict",
      row.state === "standing"
        ? "The person must be told first that the restriction will be lifted."
        : row.state === "lifted"
          ? "The restriction is lifted already."
          : "The person was told, and the time that they were given is not over yet.",
    );
  }
  await audit(tx, locked.id, actor, { kind: "restriction_lifted" });
  const systems = await beginLifting(tx, locked, ["restriction"]);
  await tellRecipients(tx, locked, { action: "lift", systems: systems.map((systemId) => ({ systemId })) });
}

/** Begins to take kinds back in every system in which they were set for a request. Returns the systems' ids. */
export async function beginLifting(
  tx: Transaction,
  locked: RequestRow,
  kinds: readonly EffectKind[],
): Promise<string[]> {
  const set = await tx
    .select()
    .from(effectSystem)
    .where(and(eq(effectSystem.requestId, locked.id), eq(effectSystem.act, "set")));
  const concerned = set.filter(
    (one) => ["in_effect", "by_hand"].includes(one.outcome ?? "") && one.kinds.some((k) => has(kinds, k)),
  );
  for (const { requestId, taskId, systemId, position, kinds: theirs } of concerned) {
    const here = theirs.filter((kind) => has(kinds, kind));
    const [made] = await tx
      .insert(effectSystem)
      .values({ requestId, taskId, systemId, position, act: "lift", kinds: here, state: "ready" })
      .onConflictDoUpdate({
        target: [effectSystem.taskId, effectSystem.act],
        set: {
          // What an earlier step is still about to lift is lifted as well.
          kinds: sql`case when ${effectSystem.state} = 'settled' then excluded.kinds
            else array(select distinct unnest(${effectSystem.kinds} || excluded.kinds)) end`,
          fence: sql`${effectSystem.fence} + 1`,
          state: "ready",
          outcome: null,
          notBefore: sql`now()`,
          provenAt: null,
          standing: null,
        },
      })
      .returning();
    if (made) await ring(tx, "effect.run", made.id);
  }
  return concerned.map(({ systemId }) => systemId);
}

const has = (kinds: readonly EffectKind[], kind: string) => (kinds as readonly string[]).includes(kind);

/**
 * Lifts restrictions by themselves: whose notice said so and whose time is over, and those whose person took the request
 * back. Returns how many.
 */
export async function liftTold(): Promise<number> {
  const due = await database()
    .select({ requestId: restriction.requestId })
    .from(restriction)
    .innerJoin(request, eq(request.id, restriction.requestId))
    .where(
      or(
        and(eq(restriction.state, "told"), lte(restriction.liftFrom, sql`now()`)),
        and(ne(restriction.state, "lifted"), eq(request.status, "cancelled")),
      ),
    )
    .orderBy(desc(restriction.placedAt))
    .limit(100);
  let lifted = 0;
  for (const { requestId } of due) {
    try {
      await inTransaction(async (tx) => {
        const locked = await lockRequest(tx, requestId);
        if (locked.status === "cancelled") await askedByPerson(tx, requestId);
        const [row] = await tx.select().from(restriction).where(eq(restriction.requestId, requestId));
        if (row?.state === "told") await liftNow(tx, locked, { kind: "worker", requestId });
      });
      lifted++;
    } catch (error) {
      // One that cannot be lifted keeps nobody else's from it.
      log.warn({ err: error, request: requestId }, "a restriction is lifted later");
    }
  }
  return lifted;
}

/** Whoever takes their request back knows that it ends, and need not be told before. */
async function askedByPerson(tx: Transaction, requestId: string): Promise<void> {
  await tx
    .update(restriction)
    .set({ state: "told", toldAt: sql`now()`, liftFrom: sql`now()` })
    .where(and(eq(restriction.requestId, requestId), ne(restriction.state, "lifted")));
}
