import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { EffectKind } from "#connectors/language/effect.ts";
import { effectPlan, effectReceipt, effectSystem, objection, restriction } from "#drizzle/schema/effect.ts";
import { choice, choiceChange, choiceIdentifier } from "#drizzle/schema/preference.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyIfKept } from "#lib/request/clocks/key-if-kept.ts";
import { restrictionOf } from "#lib/request/restricted.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { open } from "#lib/vault/seal.ts";
import { noteContext } from "./by-hand.ts";
import type { RestrictionGround } from "./grounds.ts";
import { type Objectionable, objectionablePurposes, objectionContext } from "./objection.ts";
import { reasonContext } from "./restriction.ts";

/** How a choice stands in one system of a request. */
export type EffectView = {
  id: string;
  systemId: string;
  title: string;
  act: "set" | "lift";
  kinds: EffectKind[];
  /** waiting: the system is still asked, or the restriction is not placed · working · people: they must do it · trouble · done. */
  state: "waiting" | "working" | "people" | "trouble" | "done";
  outcome: "in_effect" | "nothing_held" | "cannot_hold" | "by_hand" | "partly" | null;
  /** Records that were looked at, and those that we changed. */
  records: number;
  changed: number;
  /** Why people must do it or there is nothing to switch off, or what the trouble is; in plain words. */
  why: string | null;
  /** When it was read again and said so. */
  provenAt: Date | null;
  nextTryAt: Date | null;
  note: string | null;
  byHandBy: string | null;
  receipt: { number: number; body: string; signature: string; keyId: string } | null;
};

/** What a request switches, how far it is, and what staff can do about it. */
export type EffectsView = {
  kinds: EffectKind[];
  inEffectAt: Date | null;
  /** Why staff release the answer; null where it goes out, or went out, by itself. */
  leftToStaff: string | null;
  systems: EffectView[];
  restriction: RestrictionView | null;
  objection: ObjectionView | null;
};

export type RestrictionView = {
  ground: RestrictionGround;
  state: "standing" | "told" | "lifted";
  placedAt: Date;
  toldAt: Date | null;
  liftFrom: Date | null;
  liftedAt: Date | null;
  /** True where the time that the person was given is over. */
  mayLift: boolean;
  reason: string | null;
};

export type ObjectionView = {
  marketing: boolean;
  state: "not_needed" | "weighing" | "upheld" | "overridden";
  purposes: Objectionable[];
  reason: string | null;
  decidedAt: Date | null;
  /** True where a request to be erased may be proposed (Art. 17(1)(c) GDPR). */
  proposesErasure: boolean;
};

/** What a request switches in which system, for staff; null where its right switches nothing. */
export async function readEffects(actor: Actor, reference: string): Promise<EffectsView | null> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const [plan] = await tx.select().from(effectPlan).where(eq(effectPlan.requestId, row.id));
    if (!plan) return null;
    const key = await keyIfKept(tx, row.id);
    return {
      kinds: plan.kinds as EffectKind[],
      inEffectAt: plan.inEffectAt,
      leftToStaff: plan.leftToStaff,
      systems: await systemsOf(tx, row.id, key),
      restriction: await restrictionView(tx, row.id, key),
      objection: await objectionView(tx, row, key),
    };
  });
}

async function systemsOf(tx: Queryable, requestId: string, key: DataKey | null): Promise<EffectView[]> {
  const rows = await tx
    .select()
    .from(effectSystem)
    .where(eq(effectSystem.requestId, requestId))
    .orderBy(effectSystem.position, desc(effectSystem.act));
  const receipts = await tx
    .select()
    .from(effectReceipt)
    .where(
      inArray(
        effectReceipt.systemRow,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(effectReceipt.number));
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  return rows.map((row) => {
    const receipt = receipts.findLast((one) => one.systemRow === row.id);
    const state = stateOf(row);
    return {
      id: row.id,
      systemId: row.systemId,
      title: titles.get(row.systemId) ?? row.systemId,
      act: row.act as EffectView["act"],
      kinds: row.kinds as EffectKind[],
      state,
      outcome: row.outcome as EffectView["outcome"],
      records: row.rows,
      changed: row.changed,
      why: state === "trouble" ? row.trouble : row.why,
      provenAt: row.provenAt,
      nextTryAt: state === "trouble" ? row.notBefore : null,
      note: row.sealedNote && key ? open(key, noteContext(row.id), row.sealedNote) : null,
      byHandBy: row.byHandBy,
      receipt: receipt
        ? {
            number: receipt.number,
            body: receipt.body,
            signature: receipt.signature.toString("base64"),
            keyId: receipt.keyId,
          }
        : null,
    };
  });
}

function stateOf({ state, troubleCode }: typeof effectSystem.$inferSelect): EffectView["state"] {
  if (state === "settled") return "done";
  if (state === "parked") return "people";
  if (troubleCode !== null) return "trouble";
  return state === "held" ? "waiting" : "working";
}

async function restrictionView(
  tx: Queryable,
  requestId: string,
  key: DataKey | null,
): Promise<RestrictionView | null> {
  const [row] = await tx.select().from(restriction).where(eq(restriction.requestId, requestId));
  if (!row) return null;
  return {
    ground: row.ground as RestrictionGround,
    state: row.state as RestrictionView["state"],
    placedAt: row.placedAt,
    toldAt: row.toldAt,
    liftFrom: row.liftFrom,
    liftedAt: row.liftedAt,
    mayLift: row.state === "told" && row.liftFrom !== null && row.liftFrom.getTime() <= Date.now(),
    reason: row.sealedReason && key ? open(key, reasonContext(row.id), row.sealedReason) : null,
  };
}

async function objectionView(
  tx: Queryable,
  request: RequestRow,
  key: DataKey | null,
): Promise<ObjectionView | null> {
  const [row] = await tx.select().from(objection).where(eq(objection.requestId, request.id));
  if (!row) return null;
  return {
    marketing: row.marketing,
    state: row.state as ObjectionView["state"],
    purposes: objectionablePurposes().filter(({ purpose }) => row.purposes.includes(purpose)),
    reason: row.sealedReason && key ? open(key, objectionContext(request.id), row.sealedReason) : null,
    decidedAt: row.decidedAt,
    proposesErasure: row.state === "upheld",
  };
}

/** One choice of a person in the ledger, with every change of it. */
export type ChoiceView = {
  kind: EffectKind;
  stands: "out" | "in";
  since: Date;
  by: string;
  history: { at: Date; stands: "out" | "in"; by: string }[];
};

/** What the person behind a request's mailbox has chosen so far, for staff and for the person who proved it. */
export async function readChoices(actor: Actor, reference: string): Promise<ChoiceView[]> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
    const people = await tx
      .selectDistinct({ id: choiceIdentifier.personId })
      .from(choiceIdentifier)
      .where(and(eq(choiceIdentifier.kind, "email"), eq(choiceIdentifier.token, row.mailboxToken)));
    const ids = people.map(({ id }) => id);
    if (ids.length === 0) return [];
    const choices = await tx.select().from(choice).where(inArray(choice.personId, ids)).orderBy(choice.kind);
    const changes = await tx
      .select()
      .from(choiceChange)
      .where(inArray(choiceChange.personId, ids))
      .orderBy(choiceChange.at);
    return choices.map((one) => ({
      kind: one.kind as EffectKind,
      stands: one.stands as "out" | "in",
      since: one.since,
      by: one.by,
      history: changes
        .filter(({ kind, personId }) => kind === one.kind && personId === one.personId)
        .map(({ at, stands, by }) => ({ at, stands: stands as "out" | "in", by })),
    }));
  });
}

/** Whether a restriction stands on the person of a request, for a banner on every page of theirs. */
export async function isRestricted(actor: Actor, reference: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    return (await restrictionOf(tx, [row.mailboxToken])).length > 0;
  });
}
