import { and, eq, sql } from "drizzle-orm";
import type { EffectKind } from "#connectors/language/effect.ts";
import { effectPlan, effectSystem, restriction } from "#drizzle/schema/effect.ts";
import { request } from "#drizzle/schema/request.ts";
import { task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { tellWithRelease } from "#lib/decision/with-release.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import type { Right } from "#lib/law/rights.ts";
import { companyToday } from "#lib/map/today.ts";
import { tellRecipients } from "#lib/recipient/tell.ts";
import { keepClocks } from "#lib/request/clocks/keep.ts";
import { followsWithoutProof } from "#lib/request/effects.ts";
import { lockRequest, move } from "#lib/request/move.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type ChoiceBy, keepChoice, knownOf } from "./ledger.ts";
import { openObjection } from "./objection.ts";
import { noteTokens } from "./restriction.ts";

type PlanRow = typeof effectPlan.$inferSelect;

/**
 * Writes the choice of a request into the ledger at once, and answers the request once every system says so. Harmless
 * to call at any time, like all work of ours.
 */
export async function keepEffects(id: string): Promise<void> {
  const lease = await claim("effect_plan", id);
  if (!lease) return;
  try {
    const [plan] = await database().select().from(effectPlan).where(eq(effectPlan.id, id));
    if (plan?.phase === "begin") await begin(lease, plan);
    else if (plan) await follow(lease, plan);
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.warn({ err: error, plan: id }, "a choice will be kept again");
      await giveBack(lease);
    }
  } finally {
    lease.end();
  }
}

const workerFor = (requestId: string): Actor => ({ kind: "worker", requestId });

async function begin(lease: Lease, plan: PlanRow): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockRequest(tx, plan.requestId);
    await stillOurs(tx, lease);
    await intoLedger(tx, locked, plan);
    if (locked.right === "objection") {
      await openObjection(tx, locked, await answersOf(tx, locked), workerFor(locked.id));
    }
    await tx
      .update(effectPlan)
      .set({ phase: "follow", state: "ready", attempts: 0, notBefore: sql`now()` })
      .where(eq(effectPlan.id, plan.id));
  });
}

/** Choices never expire; a restriction ends, and has a row of its own. */
async function intoLedger(tx: Transaction, locked: RequestRow, plan: PlanRow): Promise<void> {
  const kinds = plan.kinds.filter((kind) => kind !== "restriction") as EffectKind[];
  if (kinds.length === 0) return;
  const by: ChoiceBy =
    locked.channel === "signal" ? "signal" : locked.channel === "canary" ? "canary" : "request";
  const known = await knownOf(tx, locked.id, await keyOf(tx, locked.id));
  // A website of ours says of a browser and an account that they are one visitor's.
  const apart = by === "signal" ? [known.flat()] : known;
  const made = { kinds, stands: "out", by, requestId: locked.id } as const;
  const people: string[] = [];
  for (const some of apart) {
    people.push(...(await keepChoice(tx, workerFor(locked.id), { ...made, known: some })));
  }
  if (plan.phase === "begin" && people.length > 0) {
    await audit(tx, locked.id, workerFor(locked.id), { kind: "choice_kept", kinds });
  }
}

async function follow(lease: Lease, plan: PlanRow): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockRequest(tx, plan.requestId);
    await stillOurs(tx, lease);
    const systems = await tx
      .select()
      .from(effectSystem)
      .where(and(eq(effectSystem.requestId, locked.id), eq(effectSystem.act, "set")));
    if (["cancelled", "lapsed", "refused"].includes(locked.status)) return end(tx, plan, null, false);
    await knowRestricted(tx, locked);
    const waiting = systems.some((one) => one.state !== "settled");
    // Somebody was faster: a system is asked anew, or a choice is still to be set.
    if (waiting || locked.status === "collecting") {
      await tx.update(effectPlan).set({ state: "ready" }).where(eq(effectPlan.id, plan.id));
      return;
    }
    await intoLedger(tx, locked, plan);
    await tellThem(tx, locked, plan, systems);
    const tasks = await tx.select().from(task).where(eq(task.requestId, locked.id));
    const refused = tasks.some(({ outcome }) => outcome === "refused");
    const effective = refused ? locked : await noteEffective(tx, locked);
    const people =
      tasks.some(({ answeredBy, outcome }) => answeredBy === "desk" && outcome !== "not_concerned") ||
      systems.some(({ outcome }) => outcome === "by_hand");
    const left = refused
      ? "Somebody refused to set it in a system. Decide on which ground, and tell the person why."
      : people
        ? "People did a part of it. Read what they wrote down, and release the answer."
        : await answerByOurselves(tx, effective);
    await end(tx, plan, left, !refused);
  });
}

/** Systems have led to more since it was placed: the person is recognised by that as well from now on. */
async function knowRestricted(tx: Transaction, locked: RequestRow): Promise<void> {
  const [placed] = await tx
    .select({ id: restriction.id })
    .from(restriction)
    .where(eq(restriction.requestId, locked.id));
  if (placed) await noteTokens(tx, locked, placed.id);
}

async function end(tx: Transaction, plan: PlanRow, left: string | null, inEffect: boolean): Promise<void> {
  await tx
    .update(effectPlan)
    .set({
      state: "settled",
      phase: "done",
      attempts: 0,
      leftToStaff: left,
      ...(inEffect ? { inEffectAt: sql`now()` } : {}),
    })
    .where(eq(effectPlan.id, plan.id));
}

/** From this day the choice was really followed: the day that the law asks about. */
async function noteEffective(tx: Transaction, locked: RequestRow): Promise<RequestRow> {
  if (!followsWithoutProof(locked.right as Right) || locked.effectiveDay !== null) return locked;
  const now = companyToday();
  const today = now < locked.receivedDay ? locked.receivedDay : now;
  const actor = workerFor(locked.id);
  return keepClocks(tx, locked, { cause: "followed", actor, today, set: { effectiveDay: today } });
}

async function tellThem(
  tx: Transaction,
  locked: RequestRow,
  plan: PlanRow,
  systems: readonly (typeof effectSystem.$inferSelect)[],
): Promise<void> {
  // An invented person is nobody that a recipient was ever given.
  if (locked.channel === "canary") return;
  const concerned = systems
    .filter(({ outcome }) => outcome === "in_effect" || outcome === "by_hand")
    .map(({ systemId }) => ({ systemId }));
  const action = plan.kinds.includes("restriction")
    ? "restrict"
    : plan.kinds.includes("limit_sensitive")
      ? "limit"
      : "opt_out";
  await tellRecipients(tx, locked, { action, systems: concerned });
}

/** Nothing is to be weighed and nobody had to do anything: the person is told at once. Null, or why staff must. */
async function answerByOurselves(tx: Transaction, locked: RequestRow): Promise<string | null> {
  const absolute = locked.right === "objection" && (await answersOf(tx, locked)).objects === "marketing";
  if (!followsWithoutProof(locked.right as Right) && !absolute)
    return "Read what was set, and release the answer.";
  if (locked.status !== "reviewing" || locked.channel === "canary") return null;
  const actor = workerFor(locked.id);
  try {
    await tx.transaction(async (inner) => {
      const [row] = await inner.select().from(request).where(eq(request.id, locked.id));
      if (!row) throw new Error("a request is gone");
      await tellWithRelease(inner, row, actor);
      await move(inner, row.id, "release", actor, { kind: "released", bundle: 0, partial: false });
      await move(inner, row.id, "hand_over", actor, { kind: "answer_ready" });
    });
    return null;
  } catch (error) {
    if (error instanceof HabeasError) return error.message;
    throw error;
  }
}
