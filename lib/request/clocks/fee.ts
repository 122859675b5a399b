import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { fee } from "#drizzle/schema/clock.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { type Day, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import type { FeeReason } from "#lib/law/duties/fees.ts";
import type { Right } from "#lib/law/rights.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import { keepSentBack } from "../acts/send-back.ts";
import { type DutyNotice, oweDutyNotice } from "../duty-notice.ts";
import { answersBefore, feeChoices, typedAmount } from "./fee-rules.ts";
import { judge } from "./judge.ts";
import { keepClocks, leadOf } from "./keep.ts";
import { moneyInWords, noticeTexts } from "./notice-texts.ts";
import { typedText } from "./typed.ts";
import { type WorkedOn, workedOn } from "./worked-on.ts";

export type FeeRow = typeof fee.$inferSelect;

/** A fee as staff propose it. `explanation`: what the person reads of it; `evidence`: for the file. */
export type Charging = {
  reason: string;
  amount: string;
  currency: string;
  explanation: string;
  evidence: string;
};

/** What is kept sealed with a fee. */
export type FeeWords = { explanation: string; evidence: string };

const context = (requestId: string) => `fee/${requestId}/sealed`;

export const openFee = (key: DataKey, row: FeeRow): FeeWords =>
  JSON.parse(open(key, context(row.requestId), row.sealed)) as FeeWords;

/**
 * Proposes a fee. Where the law wants a second person it waits for one, else the person is told at once. Throws HabeasError
 * `invalid` with the reason where a law forbids it, `conflict` where there is one already.
 */
export async function proposeFee(
  actor: Actor,
  reference: string,
  charging: Charging,
): Promise<"proposed" | "asked"> {
  return inTransaction(async (tx) => {
    const work = await workedOn(tx, actor, reference);
    const { row, laws } = work;
    const before = await feeOf(tx, row.id);
    if (before && before.state !== "dropped")
      throw new HabeasError("conflict", "There is a fee for this request already.");
    const choices = feeChoices(laws, row.right as Right, await answersBefore(tx, row));
    const chosen = choices.find((one) => one.reason === charging.reason);
    if (!chosen) throw new HabeasError("invalid", "Choose why it should cost something.");
    if (!chosen.allowed) throw new HabeasError("invalid", chosen.why);
    const money = typedAmount(charging, laws);
    const words: FeeWords = {
      explanation: typedText(charging.explanation, {
        what: "why it costs something",
        most: 2_000,
        least: 10,
      }),
      evidence: typedText(charging.evidence, { what: "by what it can be shown", least: 10 }),
    };
    const values = {
      state: "proposed",
      reason: chosen.reason,
      ...money,
      sealed: seal(await keyOf(tx, row.id), context(row.id), JSON.stringify(words)),
      by: actorName(actor),
      approvedBy: null,
      askedDay: null,
      paidDay: null,
      at: sql`now()`,
    };
    const [kept] = await tx
      .insert(fee)
      .values({ requestId: row.id, ...values })
      .onConflictDoUpdate({ target: fee.requestId, set: values })
      .returning();
    await audit(tx, row.id, actor, { kind: "fee", step: "proposed", reason: chosen.reason });
    if (chosen.secondApprover || !kept) return "proposed";
    await tell(tx, actor, work, kept, words);
    return "asked";
  });
}

/** Names one proposal, in hexadecimal: another one is sealed anew, whatever it says. Acts of a second person are bound to it. */
export const proposalOf = ({ sealed }: Pick<FeeRow, "sealed">): string =>
  createHash("sha256").update(sealed).digest("hex");

/**
 * A second person agrees to exactly the proposal that they saw, and the person is told. Throws HabeasError `forbidden` to
 * whoever proposed it, `conflict` where it is another one by now.
 */
export async function approveFee(actor: Actor, reference: string, seen: string): Promise<void> {
  demandFresh(actor);
  await inTransaction(async (tx) => {
    const { work, waiting } = await seenFee(tx, actor, reference, seen);
    if (waiting.by === actorName(actor))
      throw new HabeasError("forbidden", "Somebody else must agree to a fee that you proposed.");
    await tell(tx, actor, work, waiting, openFee(await keyOf(tx, work.row.id), waiting), actorName(actor));
  });
}

/**
 * A second person does not agree: the fee that they saw is given up, and the person is not told. Who proposed it reads the
 * note, where there is one.
 */
export async function rejectFee(actor: Actor, reference: string, seen: string, note?: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { work, waiting } = await seenFee(tx, actor, reference, seen);
    await tx.update(fee).set({ state: "dropped" }).where(eq(fee.requestId, work.row.id));
    await audit(tx, work.row.id, actor, { kind: "fee", step: "dropped", reason: waiting.reason });
    if (note !== undefined) await keepSentBack(tx, actor, work.row, { author: waiting.by, note });
  });
}

async function seenFee(
  tx: Transaction,
  actor: Actor,
  reference: string,
  seen: string,
): Promise<{ work: WorkedOn; waiting: FeeRow }> {
  const work = await workedOn(tx, actor, reference, "approve");
  if (actor.kind !== "staff")
    throw new HabeasError("forbidden", "Two people of the privacy team do this, each by name.");
  const waiting = await feeOf(tx, work.row.id);
  if (waiting?.state !== "proposed") throw new HabeasError("conflict", "No fee waits to be approved.");
  if (proposalOf(waiting) !== seen)
    throw new HabeasError("conflict", "This fee is another one than the one you saw. Look at it again.");
  return { work, waiting };
}

/** The notice of a fee as the person reads it. */
export const feeNotice = (
  language: string,
  { reason, amount, currency }: Pick<FeeRow, "reason" | "amount" | "currency">,
  { explanation }: FeeWords,
): DutyNotice => ({
  notice: "fee",
  given: {
    reasons: `${noticeTexts(language).fee[reason as FeeReason]} ${explanation}`,
    fee_amount: moneyInWords(amount, currency, language),
    may_withdraw: "yes",
  },
});

/** Tells the person of the fee before anything is charged; the clocks that a fee moves are judged anew. */
async function tell(
  tx: Transaction,
  actor: Actor,
  { row, today }: WorkedOn,
  charged: FeeRow,
  words: FeeWords,
  approvedBy: string | null = null,
): Promise<void> {
  const { reason } = charged;
  await oweDutyNotice(tx, row, feeNotice(row.language, charged, words));
  await tx.update(fee).set({ state: "asked", askedDay: today, approvedBy }).where(eq(fee.requestId, row.id));
  await audit(tx, row.id, actor, { kind: "fee", step: "asked", reason });
  await keepClocks(tx, row, { cause: "fee_asked", actor, today });
}

/**
 * Staff write down that the fee was paid, today or on a day since it was asked. Throws HabeasError `invalid` where the
 * time to agree is over: then the request counts as withdrawn.
 */
export async function recordFeePaid(actor: Actor, reference: string, paidDay: Day | null): Promise<void> {
  await inTransaction(async (tx) => {
    const { row, facts, laws, today } = await workedOn(tx, actor, reference);
    const asked = await feeOf(tx, row.id);
    if (asked?.state !== "asked" || asked.askedDay === null)
      throw new HabeasError("conflict", "No fee waits to be paid.");
    const on = paidDay ?? today;
    if (!isDay(on)) throw new HabeasError("invalid", "That day does not exist. Write it like 2026-01-31.");
    if (on < asked.askedDay || on > today)
      throw new HabeasError("invalid", "It was paid on a day since the fee was asked, today at the latest.");
    const paid = { ...facts, fee: { ...asked, state: "paid", paidDay: on } };
    if (leadOf(judge(paid, laws, today), row.right)?.clock.state === "withdrawn")
      throw new HabeasError(
        "invalid",
        "The time to agree to the fee was over on that day: the request counts as withdrawn. Close it, or drop the fee.",
      );
    await tx.update(fee).set({ state: "paid", paidDay: on }).where(eq(fee.requestId, row.id));
    await audit(tx, row.id, actor, { kind: "fee", step: "paid", reason: asked.reason });
    await keepClocks(tx, row, { cause: "fee_settled", actor, today });
  });
}

/** Gives a fee up: the request goes on as if none had been asked. */
export async function dropFee(actor: Actor, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { row, today } = await workedOn(tx, actor, reference);
    const given = await feeOf(tx, row.id);
    if (given?.state !== "proposed" && given?.state !== "asked")
      throw new HabeasError("conflict", "There is no fee to drop.");
    await tx.update(fee).set({ state: "dropped" }).where(eq(fee.requestId, row.id));
    await audit(tx, row.id, actor, { kind: "fee", step: "dropped", reason: given.reason });
    if (given.state === "asked") await keepClocks(tx, row, { cause: "fee_settled", actor, today });
  });
}

/** The fee of a request, where there is one. */
export async function feeOf(tx: Transaction, requestId: string): Promise<FeeRow | null> {
  const [found] = await tx.select().from(fee).where(eq(fee.requestId, requestId));
  return found ?? null;
}

/** Ends a fee inside the transaction that takes its request back: whoever was told of it would rather withdraw. */
export async function endFee(tx: Transaction, actor: Actor, requestId: string): Promise<void> {
  const given = await feeOf(tx, requestId);
  if (given?.state !== "proposed" && given?.state !== "asked") return;
  const state = given.state === "asked" ? "withdrawn" : "dropped";
  await tx.update(fee).set({ state }).where(eq(fee.requestId, requestId));
  await audit(tx, requestId, actor, { kind: "fee", step: state, reason: given.reason });
}
