import { and, asc, desc, eq, isNotNull } from "drizzle-orm";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { clockChange, receiptCorrection } from "#drizzle/schema/clock.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import type { Residence } from "#lib/law/choose.ts";
import type { Right } from "#lib/law/rights.ts";
import { freshMap } from "#lib/map/current.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";
import { isDecided, lawsOfAppeal } from "./about.ts";
import { requestFor, visibleTo } from "./access.ts";
import type { Channel } from "./channels.ts";
import { lawReason } from "./clocks/correct-law.ts";
import { correctionText } from "./clocks/correct-receipt.ts";
import { frozenLaws } from "./clocks/frozen-laws.ts";
import { sistersOf } from "./dossier.ts";
import type { RequestStatus } from "./moves.ts";
import { receiptNow } from "./receipt.ts";
import { answersContext, answersOf, type RequestRow } from "./sealed.ts";

/** Another request of the same dossier, as a row leads to it. */
export type Sister = {
  reference: string;
  right: Right;
  status: RequestStatus;
  receivedDay: Day;
  safeDue: Day;
};

export type CorrectionView = {
  id: string;
  receivedAt: Date;
  channel: Channel;
  /** Null to readers who may not see what was written. */
  text: { evidence: string; why: string } | null;
  by: string;
  at: Date;
  verdict: "approved" | "rejected" | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Asked for by this reader, who may take it back but not approve it. */
  own: boolean;
};

/** How a request came, which laws count and why, what was corrected and by whom, and what belongs to it. */
export type ReceiptFile = {
  reference: string;
  right: Right;
  status: RequestStatus;
  receivedAt: Date;
  receivedDay: Day;
  datedDay: Day | null;
  channel: Channel;
  enteredAt: Date;
  enteredBy: string;
  evidence: { evidence: string; whyOld: string | null } | null;
  said: string | null;
  place: string;
  residence: Residence;
  laws: { law: string; ruleVersion: string; reason: string; leads: boolean }[];
  corrections: CorrectionView[];
  lawChanges: { at: Date; by: string; why: string | null }[];
  about: Sister | null;
  together: Sister[];
  appeals: Sister[];
  /** What may still be done here, and by this reader. */
  may: { correct: boolean; approve: boolean; split: boolean; logAppeal: boolean; logComplaint: boolean };
};

/** The desk's page about the receipt of a request. */
export async function receiptFile(actor: Actor, reference: string): Promise<ReceiptFile> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const role = actor.kind === "staff" ? actor.role : "officer";
    const sees = allowed(role, "see_findings");
    const names = await staffNames(tx);
    const [filed] = await tx
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.chain, row.id), eq(auditEvent.kind, "request_filed")));
    const others = await sistersOf(tx, row, visibleTo(actor));
    const decidedNow = isDecided(row);
    const ends = row.endedAt !== null;
    const data = row.right === "appeal" || row.right === "complaint";
    const today = receiptNow("portal", new Date()).day;
    return {
      reference: row.reference,
      right: row.right as Right,
      status: row.status as RequestStatus,
      receivedAt: row.receivedAt,
      receivedDay: row.receivedDay,
      datedDay: row.datedDay,
      channel: row.channel as Channel,
      enteredAt: row.enteredAt,
      enteredBy: names(filed?.actor ?? ""),
      evidence: sees ? await orGone(evidenceOf(tx, row)) : null,
      said: sees && data ? await orGone(answersOf(tx, row).then((asked) => asked.details)) : null,
      place: row.place,
      residence: row.residence as Residence,
      laws: (await frozenLaws(tx, row.id)).map(({ law, ruleVersion, reason }) => ({
        law,
        ruleVersion,
        reason,
        leads: law === row.regime,
      })),
      corrections: await correctionsOf(tx, row, { sees, names, me: actorName(actor) }),
      lawChanges: await lawChangesOf(tx, row, { sees, names }),
      about: row.aboutId === null ? null : await requestNamed(tx, actor, row.aboutId),
      together: others.filter((one) => one.aboutId === null && row.aboutId === null).map(sister),
      appeals: others.filter((one) => one.aboutId === row.id).map(sister),
      may: {
        correct: allowed(role, "work") && !ends,
        approve: allowed(role, "approve") && !ends,
        split: allowed(role, "work") && !data && (await keyIsKept(tx, row)),
        logAppeal:
          allowed(role, "work") && !data && decidedNow && (await lawsOfAppeal(tx, row, today)).length > 0,
        logComplaint: allowed(role, "work") && row.right !== "complaint" && (await keyIsKept(tx, row)),
      },
    };
  });
}

const sister = (row: RequestRow): Sister => ({
  reference: row.reference,
  right: row.right as Right,
  status: row.status as RequestStatus,
  receivedDay: row.receivedDay,
  safeDue: row.safeDue,
});

async function requestNamed(tx: Queryable, actor: Actor, id: string): Promise<Sister | null> {
  const [row] = await tx
    .select()
    .from(request)
    .where(and(eq(request.id, id), visibleTo(actor)));
  return row ? sister(row) : null;
}

type Names = (actor: string) => string;

async function staffNames(tx: Queryable): Promise<Names> {
  const known = new Map((await tx.select().from(staff)).map((row) => [`staff/${row.id}`, row.name]));
  const others: Record<string, string> = { person: "The person", operator: "Operator", worker: "Habeas" };
  return (actor) => known.get(actor) ?? others[actor] ?? "Staff";
}

async function correctionsOf(
  tx: Queryable,
  row: RequestRow,
  { sees, names, me }: { sees: boolean; names: Names; me: string },
): Promise<CorrectionView[]> {
  const found = await tx
    .select()
    .from(receiptCorrection)
    .where(eq(receiptCorrection.requestId, row.id))
    .orderBy(desc(receiptCorrection.at));
  const views: CorrectionView[] = [];
  for (const one of found)
    views.push({
      id: one.id,
      receivedAt: one.receivedAt,
      channel: one.channel as Channel,
      text: sees ? await orGone(correctionText(tx, one)) : null,
      by: names(one.by),
      at: one.at,
      verdict: one.verdict as CorrectionView["verdict"],
      decidedBy: one.decidedBy === null ? null : names(one.decidedBy),
      decidedAt: one.decidedAt,
      own: one.by === me,
    });
  return views;
}

async function lawChangesOf(
  tx: Queryable,
  row: RequestRow,
  { sees, names }: { sees: boolean; names: Names },
): Promise<ReceiptFile["lawChanges"]> {
  const found = await tx
    .select()
    .from(clockChange)
    .where(
      and(
        eq(clockChange.requestId, row.id),
        eq(clockChange.cause, "law_corrected"),
        isNotNull(clockChange.sealed),
      ),
    )
    .orderBy(asc(clockChange.number));
  const views: ReceiptFile["lawChanges"] = [];
  for (const { number, sealed, at, by } of found)
    views.push({
      at,
      by: names(by),
      why: sees && sealed ? await orGone(lawReason(tx, row.id, { number, sealed })) : null,
    });
  return views;
}

/** What staff wrote down as evidence when they logged a request; null where nobody did. */
async function evidenceOf(tx: Queryable, row: RequestRow): Promise<ReceiptFile["evidence"]> {
  const key = await keyOf(tx, row.id);
  const { evidence, whyOld } = JSON.parse(open(key, answersContext(row.id), row.sealed)) as {
    evidence?: string;
    whyOld?: string | null;
  };
  return evidence === undefined ? null : { evidence, whyOld: whyOld ?? null };
}

const keyIsKept = async (tx: Queryable, row: RequestRow): Promise<boolean> =>
  (await orGone(keyOf(tx, row.id))) !== null;

/** What was sealed, or null once it has been destroyed on schedule. */
async function orGone<T>(opening: Promise<T>): Promise<T | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof HabeasError && error.code === "gone") return null;
    throw error;
  }
}
