import { randomUUID } from "node:crypto";
import { and, desc, eq, inArray } from "drizzle-orm";
import { type EffectKind, effectKinds } from "#connectors/language/effect.ts";
import { effectSystem } from "#drizzle/schema/effect.ts";
import { choice, choiceIdentifier } from "#drizzle/schema/preference.ts";
import { request } from "#drizzle/schema/request.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import type { AccountActor } from "#lib/identity/account.ts";
import { freshMap, plannedSystems } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { recogniseHere } from "#lib/preference/recognise.ts";
import { answers } from "#lib/request/answers.ts";
import { heldKinds } from "#lib/request/effects.ts";
import { fileRequest } from "#lib/request/file.ts";
import { answersIfKept } from "#lib/request/sealed.ts";
import { ownRequests } from "./released.ts";

/**
 * How a choice stands in a system that can hold it. working: it is being set · people: somebody sets it by hand. What a
 * system knows of anybody is not told: done is the same whether or not it held a record.
 */
export type ChoiceInSystem = { system: System; state: "done" | "working" | "people" };

export type MyChoice = {
  kind: EffectKind;
  /** none: nothing was ever chosen. */
  stands: "out" | "in" | "none";
  since: Date | null;
  by: string | null;
  /** The request by which it was chosen, where it is the account's own. */
  reference: string | null;
  systems: ChoiceInSystem[];
};

export type MyChoices = {
  choices: MyChoice[];
  /** True where a choice can be made with one press; otherwise the door asks for a name and a place first. */
  direct: boolean;
  /** The request whose page leads to allowing something again; null where nothing can be allowed again. */
  again: string | null;
};

/** Kinds that stopping is about: restriction is a right of its own, with its own page. */
const chosenHere = effectKinds.filter((kind) => kind !== "restriction");

/** All choices that can be made here, how each stands, and what it did in which system. */
export async function readMyChoices(actor: AccountActor): Promise<MyChoices> {
  await freshMap();
  return inTransaction(async (tx) => {
    const ledger = await ledgerOf(tx, actor);
    const rows = await ownRows(tx, actor.accountId);
    const effects = await effectsOf(
      tx,
      rows.map(({ id }) => id),
    );
    const systems = plannedSystems();
    const choices = chosenHere.flatMap((kind): MyChoice[] => {
      const holding = systems.filter((system) => heldKinds(system).has(kind));
      const made = ledger.filter((one) => one.kind === kind);
      const now = made.find((one) => one.stands === "out") ?? made[0];
      if (holding.length === 0 && !now) return [];
      const out = now?.stands === "out";
      return [
        {
          kind,
          stands: out ? "out" : now ? "in" : "none",
          since: now?.since ?? null,
          by: now?.by ?? null,
          reference: rows.find(({ id }) => id === now?.requestId)?.reference ?? null,
          systems: out ? holding.map((system) => ({ system, state: stateIn(effects, system.id, kind) })) : [],
        },
      ];
    });
    const stopped = choices.some(({ stands }) => stands === "out");
    return {
      choices,
      direct: (await newestAnswers(tx, actor)) !== null,
      again: stopped ? (rows.find(({ verifiedAt }) => verifiedAt !== null)?.reference ?? null) : null,
    };
  });
}

/**
 * Stops what was chosen, at once and without any further proof, by a request of its own. Null where nothing was chosen, or
 * where we know no name and place to file it with: the door asks for them. The same `onceKey` files once.
 */
export async function stopHere(
  actor: AccountActor,
  wanted: readonly string[],
  onceKey: string,
  language: string,
): Promise<string | null> {
  const chosen = chosenHere.filter((kind) => wanted.includes(kind));
  const stopped = chosen.filter((kind) => kind !== "limit_sensitive");
  const known = await inTransaction((tx) => newestAnswers(tx, actor));
  if (known === null || chosen.length === 0) return null;
  const { name, place, email } = known;
  const asked = { who: "self", scope: "everything", name, place, email, language } as const;
  const once = /^[0-9a-f-]{36}$/.test(onceKey) ? onceKey : randomUUID();
  const references: string[] = [];
  if (stopped.length > 0) {
    const filed = await fileRequest(
      actor,
      answers.parse({ ...asked, right: "opt_out", stop: stopped.join(",") }),
      `me/${actor.accountId}/${once}/stop`,
      "portal",
    );
    references.push(filed.reference);
  }
  if (chosen.length > stopped.length) {
    const filed = await fileRequest(
      actor,
      answers.parse({ ...asked, right: "limit_sensitive" }),
      `me/${actor.accountId}/${once}/limit`,
      "portal",
    );
    references.push(filed.reference);
  }
  return references[0] ?? null;
}

/** Follows the signal of an account's browser, for the mailbox that it proved. Without a request there is nobody to set it for. */
export async function followSignal(actor: AccountActor): Promise<void> {
  const reference = await inTransaction(async (tx) => {
    const rows = await ownRows(tx, actor.accountId);
    const mailbox = actor.mailboxToken;
    return rows.find((row) => row.verifiedAt && mailbox?.equals(row.mailboxToken))?.reference ?? null;
  });
  if (reference !== null) await recogniseHere(actor, reference);
}

async function ledgerOf(tx: Queryable, { mailboxToken }: AccountActor) {
  if (mailboxToken === null) return [];
  return tx
    .selectDistinct({
      kind: choice.kind,
      stands: choice.stands,
      since: choice.since,
      by: choice.by,
      requestId: choice.requestId,
    })
    .from(choice)
    .innerJoin(choiceIdentifier, eq(choiceIdentifier.personId, choice.personId))
    .where(and(eq(choiceIdentifier.kind, "email"), eq(choiceIdentifier.token, mailboxToken)))
    .orderBy(desc(choice.since));
}

async function ownRows(tx: Queryable, accountId: string) {
  const own = await ownRequests(tx, accountId);
  return own ? tx.select().from(request).where(own).orderBy(desc(request.receivedAt)).limit(200) : [];
}

async function effectsOf(tx: Queryable, requestIds: readonly string[]) {
  if (requestIds.length === 0) return [];
  return tx
    .select({ systemId: effectSystem.systemId, kinds: effectSystem.kinds, state: effectSystem.state })
    .from(effectSystem)
    .where(and(inArray(effectSystem.requestId, [...requestIds]), eq(effectSystem.act, "set")));
}

function stateIn(
  effects: Awaited<ReturnType<typeof effectsOf>>,
  systemId: string,
  kind: EffectKind,
): ChoiceInSystem["state"] {
  const here = effects.filter((one) => one.systemId === systemId && one.kinds.includes(kind));
  if (here.some(({ state }) => state === "parked")) return "people";
  return here.some(({ state }) => state !== "settled") ? "working" : "done";
}

/** Name, place and spelling of the mailbox, as the person wrote them last in a request of this very mailbox. */
async function newestAnswers(tx: Transaction, actor: AccountActor) {
  const rows = await ownRows(tx, actor.accountId);
  for (const row of rows) {
    if (!row.verifiedAt || !actor.mailboxToken?.equals(row.mailboxToken)) continue;
    const asked = await answersIfKept(tx, row);
    if (asked?.who === "self") return asked;
  }
  return null;
}
