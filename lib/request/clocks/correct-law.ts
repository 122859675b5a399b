import { eq } from "drizzle-orm";
import { extension } from "#drizzle/schema/clock.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import type { Residence } from "#lib/law/choose.ts";
import { isPlace } from "#lib/law/places.ts";
import type { Right } from "#lib/law/rights.ts";
import { freshMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { requestFor } from "../access.ts";
import { lockRequest } from "../move.ts";
import type { RequestRow } from "../sealed.ts";
import { carriedExtensions } from "./carry-extension.ts";
import { clockFacts } from "./facts.ts";
import { chooseLaws, type FrozenLaw, freezeLaws, frozenLaws } from "./frozen-laws.ts";
import { judge } from "./judge.ts";
import { keepClocks, leadOf } from "./keep.ts";
import { tellCorrection } from "./tell-correction.ts";
import { typedText } from "./typed.ts";

/** Where a person lives and how that is known; `only` the laws that count, where staff choose them. */
export type LawCorrection = {
  place?: string | undefined;
  residence: Residence;
  only?: readonly string[] | undefined;
};

/** The laws that count and the days of the one that leads; null days while an answer of the person is missing. */
export type LawsAndDays = {
  laws: { law: string; ruleVersion: string; reason: string }[];
  lead: string | null;
  legalDue: Day | null;
  safeDue: Day | null;
};

/** What a correction would make of a request, with what stands; nothing is written. Throws what `correctLaw` does. */
export async function previewLaw(
  actor: Actor,
  reference: string,
  asked: LawCorrection,
): Promise<{ before: LawsAndDays; after: LawsAndDays }> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const { laws, place } = corrected(row, asked);
    const facts = await clockFacts(tx, row);
    const told = await extensionsOf(tx, row.id);
    const days = (held: readonly FrozenLaw[], at: string): LawsAndDays => {
      const moved = { ...facts, row: { ...row, place: at } };
      const extensions = [...told, ...carriedExtensions({ ...moved, extensions: told }, held)];
      const lead = leadOf(judge({ ...moved, extensions }, held, companyToday()), row.right);
      return {
        laws: held.map(({ law, ruleVersion, reason }) => ({ law, ruleVersion, reason })),
        lead: lead?.law.law ?? null,
        legalDue: lead?.clock.legalDue ?? null,
        safeDue: lead?.clock.safeDue ?? null,
      };
    };
    return { before: days(await frozenLaws(tx, row.id), row.place), after: days(laws, place) };
  });
}

/**
 * Corrects where the person lives or which laws count, in their versions of the day of receipt, and judges the clocks anew.
 * The person is told; a notice of more time that they had in time stands under the laws that would have allowed it. Throws HabeasError `invalid` with the reason where a law was not in force then or does not give the
 * right, or the place is unknown; `conflict` once the request is over; then nothing changes.
 */
export async function correctLaw(
  actor: Actor,
  reference: string,
  asked: LawCorrection & { why: string },
): Promise<RequestRow> {
  await freshMap();
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const row = await lockRequest(tx, seen.id);
    const { laws, place } = corrected(row, asked);
    const why = typedText(asked.why, { what: "why it is to be corrected", most: 1000, least: 5 });
    const before = await frozenLaws(tx, row.id);
    const { residence } = asked;
    if (place === row.place && residence === row.residence && named(before) === named(laws))
      throw new HabeasError("invalid", "That is how it stands already.");
    await freezeLaws(tx, row.id, laws);
    const facts = await clockFacts(tx, { ...row, place, residence });
    const carried = carriedExtensions({ ...facts, extensions: await extensionsOf(tx, row.id) }, laws);
    if (carried.length > 0) await tx.insert(extension).values(carried);
    const kept = await keepClocks(tx, row, {
      cause: "law_corrected",
      actor,
      sealed: seal(
        await keyOf(tx, row.id),
        reasonContext(row.id, row.clockVersion + 1),
        JSON.stringify({ why }),
      ),
      today: companyToday(),
      set: { place, residence },
    });
    await audit(tx, row.id, actor, {
      kind: "law_corrected",
      from: before.map((one) => one.law),
      to: laws.map((one) => one.law),
      residence,
    });
    await tellCorrection(tx, kept);
    return kept;
  });
}

const extensionsOf = (tx: Queryable, requestId: string) =>
  tx.select().from(extension).where(eq(extension.requestId, requestId));

const reasonContext = (requestId: string, number: number) => `clock_change/${requestId}/${number}/sealed`;

/** The reason that was given with a change of the laws. */
export async function lawReason(
  tx: Queryable,
  requestId: string,
  change: { number: number; sealed: Buffer },
): Promise<string> {
  const key = await keyOf(tx, requestId);
  return (JSON.parse(open(key, reasonContext(requestId, change.number), change.sealed)) as { why: string })
    .why;
}

const named = (laws: readonly FrozenLaw[]) =>
  laws
    .map((one) => `${one.ruleVersion} ${one.reason}`)
    .sort()
    .join();

function corrected(row: RequestRow, asked: LawCorrection): { laws: FrozenLaw[]; place: string } {
  if (row.endedAt !== null)
    throw new HabeasError("conflict", "This request is over: its record stands as it is.");
  if (row.aboutId !== null)
    throw new HabeasError(
      "invalid",
      "The laws are those of the request that this is about. Correct them there.",
    );
  const place = asked.place ?? row.place;
  if (!isPlace(place)) throw new HabeasError("invalid", "There is no such place.");
  const { residence, only } = asked;
  const right = row.right as Right;
  return { laws: chooseLaws({ right, place, residence, received: row.receivedDay, only }), place };
}
