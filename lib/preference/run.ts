import { and, eq, isNull } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import type { Corrector } from "#connectors/correct.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { EffectKind } from "#connectors/language/effect.ts";
import { effectSystem } from "#drizzle/schema/effect.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { sharedIdentifier } from "#drizzle/schema/task.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { keyContext, openIdentifier } from "#lib/fanout/known.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { claim, giveBack, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { restrictionOf } from "#lib/request/restricted.ts";
import { open, tokenOf } from "#lib/vault/seal.ts";
import { reachedFromMailbox } from "./apart.ts";
import { type Applied, applyRules } from "./apply.ts";
import { saidBeforeAnyOf } from "./evidence.ts";
import { leaveToPeople, settleEffect, settleWithout } from "./finish.ts";
import { standingKinds } from "./ledger.ts";
import { proofOf } from "./prove.ts";
import { liftedBy, rowToken, ruledRows, setBy } from "./rows.ts";
import { type CollectionRule, channelKinds, liftingRules, rulesOf } from "./rules.ts";
import { type EffectWork, effectWork, failEffect } from "./work.ts";

/**
 * Sets a person's choice in one system, or lifts it, and reads it again. Harmless to call at any time: without a lease
 * it does nothing, and a holder that lost its lease writes nothing.
 */
export async function runEffect(id: string): Promise<void> {
  const lease = await claim("effect_system", id);
  if (!lease) return;
  try {
    const work = await effectWork(lease);
    if (work) await attempt(work);
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.warn({ err: error, effect: id }, "a choice will be set again");
      await giveBack(lease);
    }
  } finally {
    lease.end();
  }
}

async function attempt(work: EffectWork): Promise<void> {
  try {
    // Nobody asks for it any more. What was set stays: a choice is taken back by agreeing again.
    if (work.row.act === "set" && over.has(work.request.status)) return await hold(work);
    const keys = await keysOf(work);
    const shared = work.row.act === "set" ? await sharedKeys(work) : [];
    const located = work.task.state === "settled";
    if (keys.length === 0 && shared.length === 0) {
      return located ? await settleWithout(work) : await hold(work);
    }
    const system = systemOf(currentMap(), work.row.systemId);
    await inSystem(work, system, async (corrector) => {
      for (const { kind, key } of shared) {
        await applyAndProve(work, corrector, [key], channelRules(work, system, kind));
      }
      const rules = await rulesFor(work, system);
      const done = await applyAndProve(work, corrector, keys, rules);
      if (!located) return hold(work);
      await settleEffect(work, system, done, await peopleNeeded(work, system, corrector, rules, done));
    });
  } catch (error) {
    if (error instanceof LeaseLost || work.lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError))
      log.error({ err: error, effect: work.row.id }, "setting a choice failed on our side");
    await failEffect(work, error instanceof ConnectorError ? error : null);
  }
}

/**
 * The person's keys there. What is allowed again is lifted only where the proven mailbox led to: an address that was
 * merely claimed beside it may be somebody else's, and they have agreed to nothing.
 */
async function keysOf({ row, task, request, key }: EffectWork): Promise<FoundKey[]> {
  const keys = await confirmedKeys(database(), task.id, key);
  if (row.act === "set" || row.kinds.includes("restriction")) return keys;
  const own = new Set((await reachedFromMailbox(database(), request)).map((token) => token.toString("hex")));
  return keys.filter(({ via }) => own.has(tokenOf(via.kind, via.value).toString("hex")));
}

const over = new Set(["cancelled", "lapsed", "refused"]);

async function inSystem(
  work: EffectWork,
  system: System,
  act: (corrector: Corrector) => Promise<void>,
): Promise<void> {
  const session = await openSession(system, work.lease.signal, { taskId: work.task.id, kind: "correct" });
  try {
    if (session.corrector) await act(session.corrector);
    else await leaveToPeople(work, "This kind of system takes no choice by machine. Set it there by hand.");
  } finally {
    await session.close();
  }
}

type Done = { applied: Applied; proof: Awaited<ReturnType<typeof proofOf>> };

async function applyAndProve(
  work: EffectWork,
  corrector: Corrector,
  keys: readonly FoundKey[],
  rules: readonly CollectionRule[],
): Promise<Done> {
  const desire = work.row.act === "lift" ? await liftingOf(work, corrector, keys, rules) : setBy(rules);
  const applied = await applyRules(work, corrector, rules.length === 0 ? [] : keys, rules, desire);
  const proof = await proofOf(corrector, applied);
  // Refused rows stand as they are, and people see to them.
  if (proof.standing > applied.refused || (applied.conflicts > 0 && applied.refused === 0)) {
    throw new ConnectorError(
      "bad_answer",
      "The system said that the choice was set, and does not say so when it is read again.",
    );
  }
  return { applied, proof };
}

async function liftingOf(
  work: EffectWork,
  corrector: Corrector,
  keys: readonly FoundKey[],
  rules: readonly CollectionRule[],
) {
  const { systemId } = work.row;
  const rows = rules.length === 0 ? [] : await ruledRows(corrector, keys, rules);
  const tokens = rows.map((row) => rowToken(systemId, row));
  const before = await saidBeforeAnyOf(database(), systemId, tokens);
  return liftedBy(rules, (row) => before.get(rowToken(systemId, row).toString("hex"))?.before);
}

async function rulesFor(work: EffectWork, system: System): Promise<CollectionRule[]> {
  if (work.row.act === "set") return rulesOf(system, work.kinds);
  const own = work.kinds.includes("restriction") ? null : await reachedFromMailbox(database(), work.request);
  const standing = await standingKinds(database(), work.request.id, own);
  // Somebody may be restricted on two grounds: the mark stays until the last of them is over.
  const restricted = await restrictionOf(database(), [work.request.mailboxToken]);
  if (restricted.length > 0) standing.push("restriction");
  return liftingRules(system, work.kinds, standing);
}

/** Why people must do something here as well; null where machines did it all. */
async function peopleNeeded(
  work: EffectWork,
  system: System,
  corrector: Corrector,
  rules: readonly CollectionRule[],
  { applied }: Done,
): Promise<string | null> {
  if (applied.refused > 0) return `The system did not take it. ${applied.why ?? ""}`.trim();
  const held = new Set(system.collections.flatMap((one) => one.effects.flatMap((effect) => effect.of)));
  if (work.kinds.includes("restriction") && !held.has("restriction")) {
    return work.row.act === "set"
      ? "This system has no mark for it. See to it by hand that the data is only kept, and not used."
      : "This system has no mark for it. See to it by hand that the data is used again.";
  }
  const wanted = new Set(rules.flatMap((one) => one.fields.map(({ field }) => `${one.collection}/${field}`)));
  const byPeople = (await corrector.fields()).find(
    (one) => one.by === "ask" && wanted.has(`${one.collection}/${one.field}`),
  );
  return byPeople ? (byPeople.why ?? "Only a person can set it here.") : null;
}

/**
 * People behind an identifier that several share and that nobody has decided on. What concerns this very channel is set
 * for all of them: whoever reads that mailbox or answers that telephone does not want it. The rest waits for staff.
 */
async function sharedKeys(work: EffectWork): Promise<{ kind: string; key: FoundKey }[]> {
  const rows = await database()
    .select({ shared: sharedIdentifier, identifier })
    .from(sharedIdentifier)
    .innerJoin(identifier, eq(sharedIdentifier.identifierId, identifier.id))
    .where(and(eq(sharedIdentifier.taskId, work.task.id), isNull(sharedIdentifier.decidedAt)));
  return rows.flatMap(({ shared, identifier: row }) => {
    const via = openIdentifier(work.key, row);
    const keys = JSON.parse(open(work.key, keyContext(work.task.id), shared.sealedKeys)) as string[];
    return keys.map((key) => ({ kind: via.kind, key: { collection: shared.collection, key, via } }));
  });
}

function channelRules(work: EffectWork, system: System, identifierKind: string): CollectionRule[] {
  const own = new Set<EffectKind>(channelKinds(identifierKind));
  return rulesOf(
    system,
    work.kinds.filter((kind) => own.has(kind)),
  );
}

/** The system is still asked, or staff decide whose record it is: looked at again when it has answered. */
async function hold(work: EffectWork): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, work.lease);
    await tx.update(effectSystem).set({ state: "held" }).where(eq(effectSystem.id, work.row.id));
  });
}
