import { staff } from "#drizzle/schema/staff.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import type { FeeReason } from "#lib/law/duties/fees.ts";
import type { Evidence } from "#lib/law/duties/verification.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { requestFor } from "../access.ts";
import type { RequestStatus } from "../moves.ts";
import { usualSpans } from "../progress.ts";
import type { Deadline } from "../views.ts";
import { replyBy } from "./ask.ts";
import { type About, type AskPreview, previewAsk } from "./ask-effect.ts";
import { deadlineOf } from "./deadline.ts";
import {
  type ExtendPreview,
  extensionReasons,
  mustNameDay,
  noExtension,
  previewExtend,
} from "./extend-effect.ts";
import { feeOf, openFee, proposalOf } from "./fee.ts";
import { answersBefore, type FeeChoice, feeChoices } from "./fee-rules.ts";
import { keyIfKept } from "./key-if-kept.ts";
import { type EvidenceChoice, evidenceChoices } from "./may-ask-for.ts";
import { moneyInWords } from "./notice-texts.ts";
import { openAnswer, openQuestion, type QuestionRow, questionsOf } from "./question.ts";
import { isWorkedOn, type WorkedOn, withClocks } from "./worked-on.ts";

/** A question as the desk sees it. Words are null once they have been destroyed on schedule. */
export type QuestionView = {
  id: string;
  about: About;
  evidence: Evidence | null;
  askedDay: Day;
  by: string;
  text: string | null;
  why: string | null;
  replyBy: Day | null;
  lateWhy: string | null;
  documentWhy: string | null;
  noEarlierWhy: string | null;
  answeredDay: Day | null;
  answer: { text: string; how: string } | null;
  verdict: string | null;
  /** there: it can be looked at. deleted: it has served. */
  document: "there" | "deleted" | null;
};

/** What asking would do, and what may be asked. `refused`: why nothing may be asked now, in words. */
export type AskView = {
  about: About;
  refused: string | null;
  preview: AskPreview;
  replyBy: Day;
  evidence: EvidenceChoice[];
  /** True where a question about identity did not suffice before: an identity document needs one reason less. */
  triedBefore: boolean;
};

export type ExtendView = {
  refused: string | null;
  /** What each reason would do today. `until` is to be named where `mustName`. */
  choices: { reason: ExtensionReason; preview: ExtendPreview }[];
  mustName: boolean;
};

export type FeeView = {
  state: "proposed" | "asked" | "paid" | "withdrawn" | "dropped";
  reason: FeeReason;
  amount: string;
  askedDay: Day | null;
  paidDay: Day | null;
  by: string;
  /** True where the reader is who proposed it, and so may not approve it. */
  mine: boolean;
  /** Names this very proposal: to agree is bound to it. */
  seen: string;
  explanation: string | null;
  evidence: string | null;
};

/** Everything about the clock of one request that staff act by. */
export type ClockDesk = {
  reference: string;
  right: Right;
  status: RequestStatus;
  deadline: Deadline;
  /** False once it is answered or over: then everything can only be read. */
  worked: boolean;
  withdrawn: boolean;
  may: Record<"work" | "approve" | "cancel", boolean>;
  questions: QuestionView[];
  ask: AskView[];
  extend: ExtendView;
  fee: { given: FeeView | null; choices: FeeChoice[]; answersBefore: number; currency: string };
};

/** Reads the clock of a request for the desk, with what may be done now and what it would do. */
export async function readClockDesk(actor: Actor, reference: string): Promise<ClockDesk> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const work = await withClocks(tx, row);
    const worked = isWorkedOn(row);
    // What people wrote is for those who work on requests and decide them.
    const key = may(actor, "see_findings") ? await keyIfKept(tx, row.id) : null;
    const names = await namesOf(tx);
    const questions = await questionsOf(tx, row.id);
    const right = row.right as Right;
    const previews = (["identity", "clarification"] as const).map((about) =>
      askView(work, questions, about, right),
    );
    return {
      reference: row.reference,
      right,
      status: row.status as RequestStatus,
      deadline: await deadlineOf(tx, row, await usualSpans(tx)),
      worked,
      withdrawn: worked && previews.some(({ preview }) => preview.withdrawn),
      may: { work: may(actor, "work"), approve: may(actor, "approve"), cancel: may(actor, "cancel") },
      questions: questions.map((one) => questionView(one, key, names)),
      ask: previews,
      extend: extendView(work, right),
      fee: await feeSide(tx, actor, work, key, names),
    };
  });
}

const may = (actor: Actor, action: StaffAction): boolean =>
  actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, action));

async function namesOf(db: Queryable): Promise<(by: string) => string> {
  const names = new Map((await db.select().from(staff)).map((one) => [`staff/${one.id}`, one.name]));
  return (by) => names.get(by) ?? (by === "operator" ? "Operator" : "Staff");
}

function questionView(row: QuestionRow, key: DataKey | null, names: (by: string) => string): QuestionView {
  const words = key === null ? null : openQuestion(key, row);
  const answer = key === null || row.answeredDay === null ? null : openAnswer(key, row);
  return {
    id: row.id,
    about: row.about as About,
    evidence: row.evidence as Evidence | null,
    askedDay: row.askedDay,
    by: names(row.askedBy),
    text: words?.text ?? null,
    why: words?.why ?? null,
    replyBy: words?.replyBy ?? null,
    lateWhy: words?.lateWhy ?? null,
    documentWhy: words?.documentWhy ?? null,
    noEarlierWhy: words?.noEarlierWhy ?? null,
    answeredDay: row.answeredDay,
    answer: answer && { text: answer.text, how: answer.how },
    verdict: row.verdict,
    document:
      row.documentKey === null || row.answeredDay === null
        ? null
        : row.documentDeletedAt === null
          ? "there"
          : "deleted",
  };
}

function askView(
  { row, facts, laws, today }: WorkedOn,
  questions: readonly QuestionRow[],
  about: About,
  right: Right,
): AskView {
  const same = questions.filter((one) => one.about === about);
  const preview = previewAsk(facts, laws, about, today);
  const evidence = about === "identity" ? evidenceChoices(laws, right) : [];
  const refused = same.some((one) => one.answeredDay === null)
    ? "A question for this reason is open. It is answered or taken back before another is asked."
    : same.some((one) => one.verdict === null)
      ? "The last answer is not judged yet. Say first whether it suffices."
      : about === "identity" && evidence.every((one) => !one.allowed)
        ? `${evidence[0]?.why ?? ""}.`
        : about === "identity" && same.some((one) => one.verdict === "sufficient")
          ? "The proof that is there was found sufficient. No more may be asked for."
          : null;
  return {
    about,
    refused,
    preview,
    replyBy: replyBy(preview, row.safeDue, today),
    evidence,
    triedBefore: same.some((one) => one.verdict === "insufficient"),
  };
}

function extendView({ row, facts, laws, today }: WorkedOn, right: Right): ExtendView {
  const refused = noExtension(facts, laws, today);
  const mustName = mustNameDay(laws, right);
  if (refused !== null) return { refused, choices: [], mustName };
  // A day that is late enough for every law shows which of them would take one; it is not kept.
  const until = mustName ? { until: "9999-12-31" } : {};
  const choices = extensionReasons(laws, right).map((reason) => ({
    reason,
    preview: previewExtend({ ...facts, row }, laws, { reason, ...until }, today),
  }));
  return { refused, choices, mustName };
}

async function feeSide(
  tx: Transaction,
  actor: Actor,
  { row, laws }: WorkedOn,
  key: DataKey | null,
  names: (by: string) => string,
): Promise<ClockDesk["fee"]> {
  const kept = await feeOf(tx, row.id);
  const words = kept && key ? openFee(key, kept) : null;
  const before = await answersBefore(tx, row);
  return {
    given: kept && {
      state: kept.state as FeeView["state"],
      reason: kept.reason as FeeReason,
      amount: moneyInWords(kept.amount, kept.currency, "en"),
      askedDay: kept.askedDay,
      paidDay: kept.paidDay,
      by: names(kept.by),
      mine: kept.by === actorName(actor),
      seen: proposalOf(kept),
      explanation: words?.explanation ?? null,
      evidence: words?.evidence ?? null,
    },
    choices: feeChoices(laws, row.right as Right, before),
    answersBefore: before,
    currency: currencyOf(row.place),
  };
}

/** The currency that is likely where the person lives; a suggestion that staff may change. */
function currencyOf(place: string): string {
  const [country = ""] = place.split("-");
  return { CH: "CHF", GB: "GBP", US: "USD", CA: "CAD" }[country] ?? "EUR";
}
