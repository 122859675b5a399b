import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { receiptCorrection } from "#drizzle/schema/clock.ts";
import { decision } from "#drizzle/schema/decision.ts";
import { request } from "#drizzle/schema/request.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { type Day, dayInWords, dayOf } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import type { Residence } from "#lib/law/choose.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { lawsOfAppeal, lawsOfComplaint } from "../about.ts";
import { requestFor } from "../access.ts";
import { keepSentBack } from "../acts/send-back.ts";
import { isStaffChannel, type StaffChannel } from "../channels.ts";
import { lockRequest } from "../move.ts";
import { mustHaveLawOn, receiptFrom, type TypedReceipt } from "../receipt.ts";
import type { RequestRow } from "../sealed.ts";
import { clockFacts } from "./facts.ts";
import { chooseLaws, chosenByStaff, type FrozenLaw, freezeLaws, frozenLaws } from "./frozen-laws.ts";
import { judge } from "./judge.ts";
import { keepClocks } from "./keep.ts";
import { tellCorrection } from "./tell-correction.ts";
import { typedText, typedTextOrNull } from "./typed.ts";

/** What staff say of when and how a request really came, and by what they know. */
export type ProposedReceipt = {
  received: TypedReceipt;
  channel: StaffChannel;
  evidence: string;
  why: string;
};

type Staff = Extract<Actor, { kind: "staff" }>;
type Correction = typeof receiptCorrection.$inferSelect;

const sealedContext = (id: string) => `receipt_correction/${id}/sealed`;

/** Why a receipt is to be corrected, and by what it can be shown. */
export async function correctionText(
  tx: Queryable,
  row: Pick<Correction, "id" | "requestId" | "sealed">,
): Promise<{ evidence: string; why: string }> {
  const key = await keyOf(tx, row.requestId);
  return JSON.parse(open(key, sealedContext(row.id), row.sealed)) as { evidence: string; why: string };
}

/**
 * Asks for a correction of when and how a request was received, for somebody else to decide. Nothing about the request
 * changes yet. Throws HabeasError with the reason where it could never be approved, `conflict` while another one waits.
 */
export async function proposeReceipt(
  actor: Actor,
  reference: string,
  typed: ProposedReceipt,
): Promise<string> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await mayCorrect(tx, actor, reference);
    const receipt = receiptFrom(
      typed.received,
      typed.channel,
      new Date(),
      typedTextOrNull(typed.why, { what: "why", most: 1000 }),
    );
    const content = {
      evidence: typedText(typed.evidence, { what: "what shows the day of receipt", most: 2000, least: 5 }),
      why: typedText(typed.why, { what: "why it is to be corrected", most: 1000, least: 5 }),
    };
    if (receipt.at.getTime() === row.receivedAt.getTime() && receipt.channel === row.channel)
      throw new HabeasError("invalid", "That is how it stands already.");
    await possible(tx, row, receipt.at);
    const [waits] = await tx
      .select()
      .from(receiptCorrection)
      .where(and(eq(receiptCorrection.requestId, row.id), isNull(receiptCorrection.verdict)));
    if (waits) throw new HabeasError("conflict", "Another correction waits for a decision.");
    const id = randomUUID();
    await tx.insert(receiptCorrection).values({
      id,
      requestId: row.id,
      receivedAt: receipt.at,
      channel: receipt.channel,
      sealed: seal(await keyOf(tx, row.id), sealedContext(id), JSON.stringify(content)),
      by: actorName(actor),
    });
    await tell(tx, actor, row, "asked", receipt.day);
    return id;
  });
}

/**
 * Decides about a correction. Approved by somebody else than who asked for it: the laws of the new day of receipt govern,
 * the clocks are judged anew, and the person is told. Whoever asked may only take it back; who rejects it may say why. Throws HabeasError with the
 * reason; then nothing changes.
 */
export async function decideReceipt(
  actor: Actor,
  reference: string,
  id: string,
  verdict: "approved" | "rejected",
  note?: string,
): Promise<RequestRow> {
  demandFresh(actor);
  await freshMap();
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const row = await lockRequest(tx, seen.id);
    const found = await waiting(tx, row.id, id);
    const own = found.by === actorName(actor);
    // Taking back what one asked for is work; everything else is an approver's.
    await requestFor(tx, actor, reference, {
      person: "never",
      staff: own && verdict === "rejected" ? "work" : "approve",
    });
    mustBeStaff(actor);
    if (own && verdict === "approved")
      throw new HabeasError("forbidden", "Somebody else than who asked for it must approve a correction.");
    const day = dayOf(found.receivedAt, currentMap().company.timezone);
    const kept = verdict === "approved" ? await apply(tx, actor, row, found) : row;
    await tx
      .update(receiptCorrection)
      .set({ verdict, decidedBy: actorName(actor), decidedAt: new Date() })
      .where(eq(receiptCorrection.id, id));
    await tell(tx, actor, row, verdict, day);
    if (verdict === "rejected" && note !== undefined)
      await keepSentBack(tx, actor, row, { author: found.by, note });
    if (verdict === "approved") await tellCorrection(tx, kept);
    return kept;
  });
}

async function waiting(tx: Transaction, requestId: string, id: string): Promise<Correction> {
  const [found] = await tx
    .select()
    .from(receiptCorrection)
    .where(and(eq(receiptCorrection.requestId, requestId), eq(receiptCorrection.id, rowId(id))));
  if (!found) throw new HabeasError("not_found", "There is no such correction.");
  if (found.verdict !== null) throw new HabeasError("conflict", "This correction was decided already.");
  return found;
}

async function apply(
  tx: Transaction,
  approver: Staff,
  row: RequestRow,
  found: Correction,
): Promise<RequestRow> {
  mustBeOpen(row);
  const { laws, set } = await possible(tx, row, found.receivedAt);
  await freezeLaws(tx, row.id, laws);
  const proposer = { ...approver, staffId: found.by.replace(/^staff\//, "") };
  return keepClocks(tx, row, {
    cause: "receipt_corrected",
    actor: proposer,
    approvedBy: approver,
    today: companyToday(),
    set: { ...set, channel: found.channel },
  });
}

/** The laws and days of a request as if it had been received then. Throws HabeasError `invalid` where that cannot be. */
async function possible(
  tx: Transaction,
  row: RequestRow,
  receivedAt: Date,
): Promise<{ laws: FrozenLaw[]; set: Pick<RequestRow, "receivedAt" | "receivedDay" | "datedDay"> }> {
  const receivedDay = dayOf(receivedAt, currentMap().company.timezone);
  const laws = await lawsOn(tx, row, receivedDay);
  await mustComeFirst(tx, row, receivedAt, receivedDay);
  const datedDay = row.datedDay !== null && row.datedDay < receivedDay ? row.datedDay : null;
  const set = { receivedAt, receivedDay, datedDay };
  judge({ ...(await clockFacts(tx, row)), row: { ...row, ...set } }, laws, companyToday());
  return { laws, set };
}

async function lawsOn(tx: Transaction, row: RequestRow, received: Day): Promise<FrozenLaw[]> {
  const right = row.right as Right;
  const { place } = row;
  const residence = row.residence as Residence;
  const [about] =
    row.aboutId === null ? [] : await tx.select().from(request).where(eq(request.id, row.aboutId));
  if (about) {
    const laws =
      right === "appeal"
        ? await lawsOfAppeal(tx, about, received)
        : await lawsOfComplaint(tx, about, received);
    if (laws.length > 0) return laws;
    throw new HabeasError("invalid", "No law knew an appeal on that day.");
  }
  const only = chosenByStaff(await frozenLaws(tx, row.id));
  if (only === undefined) mustHaveLawOn({ right, place, received });
  return chooseLaws({ right, place, residence, received, only });
}

/** Nothing can have happened to a request before it was received. */
async function mustComeFirst(tx: Transaction, row: RequestRow, at: Date, day: Day): Promise<void> {
  const refuse = (what: string, when: Day) => {
    throw new HabeasError("invalid", `${what} on ${dayInWords(when, "en")}: it was received by then.`);
  };
  const zone = currentMap().company.timezone;
  if (at > row.enteredAt) refuse("It was entered here", dayOf(row.enteredAt, zone));
  if (row.verifiedAt && at > row.verifiedAt)
    refuse("The person proved who they are", dayOf(row.verifiedAt, zone));
  const told = await tx.select().from(decision).where(eq(decision.requestId, row.id));
  for (const { sentDay } of told)
    if (sentDay !== null && sentDay < day) refuse("A decision was told", sentDay);
  const { about } = await clockFacts(tx, row);
  for (const one of about)
    if (one.receivedDay < day) refuse(`There was a ${one.right} about it`, one.receivedDay);
  if (row.aboutId === null) return;
  const [original] = await tx.select().from(request).where(eq(request.id, row.aboutId));
  const since =
    original &&
    (row.right === "appeal" ? (original.answeredDay ?? original.refusedDay) : original.receivedDay);
  if (since && day < since)
    throw new HabeasError("invalid", `What it is about only came on ${dayInWords(since, "en")}.`);
}

async function mayCorrect(tx: Transaction, actor: Actor, reference: string): Promise<RequestRow> {
  const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
  mustBeStaff(actor);
  const row = await lockRequest(tx, seen.id);
  mustBeOpen(row);
  return row;
}

function mustBeOpen(row: RequestRow): void {
  if (row.endedAt !== null)
    throw new HabeasError("conflict", "This request is over: its record stands as it is.");
}

function mustBeStaff(actor: Actor): asserts actor is Staff {
  if (actor.kind !== "staff")
    throw new HabeasError("forbidden", "Two people of the privacy team do this, each by name.");
}

function tell(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  step: "asked" | "approved" | "rejected",
  to: Day,
): Promise<void> {
  return audit(tx, row.id, actor, { kind: "receipt_correction", step, from: row.receivedDay, to });
}

/** The channel of a form, as one that staff may log. Throws HabeasError `invalid`. */
export function channelFrom(typed: string): StaffChannel {
  if (!isStaffChannel(typed)) throw new HabeasError("invalid", "Choose how it came.");
  return typed;
}
