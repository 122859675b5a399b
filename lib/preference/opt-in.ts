import { and, eq, sql } from "drizzle-orm";
import type { EffectKind } from "#connectors/language/effect.ts";
import { choice, choiceIdentifier } from "#drizzle/schema/preference.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { addMonths, dayOf } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { isTheirs, requestFor } from "#lib/request/access.ts";
import { mustNotBeRestricted } from "#lib/request/restricted.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import { reachedFromMailbox, splitOff } from "./apart.ts";
import { setChoice } from "./ledger.ts";
import { beginLifting } from "./lift.ts";

const minutes = 30;
/** For so long after an opt-out nobody is asked whether they agree again (Cal. Civ. Code § 1798.135(c)(4)). */
const monthsUnasked = 12;

const stepContext = (reference: string) => `opt_in/${reference}`;

/** True where a page may offer to agree again by itself; whoever looks for the way finds it at any time. */
export async function mayOfferOptIn(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "mailboxToken">,
): Promise<boolean> {
  const out = await tx
    .select({ since: choice.since })
    .from(choice)
    .innerJoin(choiceIdentifier, eq(choiceIdentifier.personId, choice.personId))
    .where(and(eq(choiceIdentifier.token, row.mailboxToken), eq(choice.stands, "out")));
  const zone = currentMap().company.timezone;
  return out.every(({ since }) => addMonths(dayOf(since, zone), monthsUnasked) <= companyToday());
}

/**
 * The first of two steps by which the person of a proven request agrees again. Changes nothing; returns what the second
 * step must bring, good for half an hour. Throws the uniform `not_found` to whoever has not proven the mailbox.
 */
export async function askToOptIn(
  actor: Actor,
  reference: string,
  kinds: readonly EffectKind[],
): Promise<{ token: string; kinds: EffectKind[] }> {
  return inTransaction(async (tx) => {
    const row = await provenRequest(tx, actor, reference);
    const out = await outKinds(tx, row);
    const asked = out.filter((kind) => kinds.includes(kind));
    if (asked.length === 0) throw new HabeasError("invalid", "Choose what you want to allow again.");
    const until = Date.now() + minutes * 60_000;
    const step = seal(derivedKey("preference"), stepContext(row.reference), JSON.stringify({ asked, until }));
    return { token: step.toString("base64url"), kinds: asked };
  });
}

/**
 * The second step: the choice stands as "in", and every system is told so. Only for what the mailbox that was proven
 * leads to, in this request or in another of theirs: what somebody merely claimed beside it stays out. Throws HabeasError `conflict` where the first step is too
 * old, or the person is restricted.
 */
export async function confirmOptIn(actor: Actor, reference: string, token: string): Promise<EffectKind[]> {
  return inTransaction(async (tx) => {
    const seen = await provenRequest(tx, actor, reference);
    const all = await lockTheirs(tx, seen);
    const locked = all.find(({ id }) => id === seen.id) ?? seen;
    const kinds = stepOf(token, locked.reference);
    await mustNotBeRestricted(tx, locked, "opt_in");
    const own: Buffer[] = [];
    for (const one of all) own.push(...(await reachedFromMailbox(tx, one)));
    for (const personId of await splitOff(tx, own)) {
      for (const kind of kinds) {
        await setChoice(tx, actor, personId, kind, { stands: "in", by: "request", requestId: locked.id });
      }
    }
    await audit(tx, locked.id, actor, { kind: "choice_taken_back", kinds });
    for (const one of all) await beginLifting(tx, one, kinds);
    return kinds;
  });
}

/**
 * The request itself, and every other of the same mailbox by which something was set that can still be lifted; locked in
 * one order.
 */
async function lockTheirs(tx: Transaction, { id, mailboxToken }: RequestRow): Promise<RequestRow[]> {
  return tx
    .select()
    .from(request)
    .where(
      and(
        eq(request.mailboxToken, mailboxToken),
        sql`(${request.id} = ${id} or exists (select 1 from effect_system e
          join request_key k on k.request_id = e.request_id and k.wrapped is not null
          where e.request_id = ${request.id} and e.act = 'set'))`,
      ),
    )
    .orderBy(request.id)
    .for("update");
}

function stepOf(token: string, reference: string): EffectKind[] {
  try {
    const text = open(derivedKey("preference"), stepContext(reference), Buffer.from(token, "base64url"));
    const { asked, until } = JSON.parse(text) as { asked: EffectKind[]; until: number };
    if (until > Date.now()) return asked;
  } catch {
    // Not ours, or for another request: the same words as for one that is too old.
  }
  throw new HabeasError("conflict", "That page is too old. Please choose once more.");
}

async function provenRequest(tx: Transaction, actor: Actor, reference: string): Promise<RequestRow> {
  const row = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
  if (!isTheirs(actor, row)) {
    throw new HabeasError("forbidden", "Only the person themselves can agree again.");
  }
  return row;
}

/** What the person of a request has opted out of, as the ledger says. */
export async function outKinds(tx: Queryable, row: Pick<RequestRow, "mailboxToken">): Promise<EffectKind[]> {
  const rows = await tx
    .selectDistinct({ kind: choice.kind })
    .from(choice)
    .innerJoin(choiceIdentifier, eq(choiceIdentifier.personId, choice.personId))
    .where(and(eq(choiceIdentifier.token, row.mailboxToken), eq(choice.stands, "out")));
  return rows.map(({ kind }) => kind as EffectKind).sort();
}
