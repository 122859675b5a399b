import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mayDecide } from "#lib/decision/decider.ts";
import { noticeOf } from "#lib/decision/notice.ts";
import { openDecision, opened, sentDecision } from "#lib/decision/open-decision.ts";
import { requiredContents } from "#lib/law/duties/contents.ts";
import { noticeContents } from "#lib/law/duties/notice.ts";
import type { Right } from "#lib/law/rights.ts";
import { requestFor } from "#lib/request/access.ts";
import { type ChecklistFacts, isAnswered } from "#lib/request/checklist/facts.ts";
import { checklistOf } from "#lib/request/checklist/judge.ts";
import type { Line } from "#lib/request/checklist/line.ts";
import { type NextStep, nextStep } from "#lib/request/checklist/next-step.ts";
import { type FrozenLaw, frozenLaws } from "#lib/request/clocks/frozen-laws.ts";
import { erasureAnswer } from "#lib/request/erasure-answer.ts";
import { openProof } from "#lib/request/proofs/keep.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import type { RequestFile } from "#lib/request/views.ts";
import { mapFacts, rowFacts } from "./checklist-facts.ts";

export type Checklist = {
  lines: Line[];
  next: NextStep;
  /** What the answer is refused for, in the words of the act itself. */
  blocks: readonly string[];
  facts: ChecklistFacts;
};

/** What the law asks for a request and what is next, judged by how it stands now. `file`: the same request's, read before. */
export async function readChecklist(actor: Actor, file: RequestFile): Promise<Checklist> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, file.reference, { person: "never", staff: "see_requests" });
    const facts = await factsOf(tx, actor, row, file);
    return { lines: checklistOf(facts), next: nextStep(facts), blocks: file.blocking, facts };
  });
}

async function factsOf(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  file: RequestFile,
): Promise<ChecklistFacts> {
  const laws = await frozenLaws(tx, row.id);
  const regime = laws.find(({ law }) => law === row.regime)?.regime ?? null;
  const { toldMoreTime, declaration, ...rows } = await rowFacts(tx, row);
  const { deadline, systems } = file;
  const tellBy = deadline.clocks.find(({ kind }) => kind === "extension_notice")?.legalDue ?? null;
  const answer = deadline.clocks.find(({ kind, law }) => kind === "answer" && law === row.regime);
  const titles = (test: (one: RequestFile["systems"][number]) => boolean) =>
    systems.filter(test).map(({ title }) => title);
  const silent = ["waiting", "asking", "trouble", "waiting_for_person"];
  const asked = row.status === "collecting";
  return {
    ...rows,
    right: file.right,
    law: row.regime,
    regime,
    laws: laws.map(({ law }) => law),
    received: row.receivedDay,
    today: deadline.today,
    status: file.status,
    acknowledged: row.acknowledgedDay,
    proof: { how: row.verifiedHow, moreAsked: (await openProof(tx, row.id)) !== null, declaration },
    moreTime: { told: toldMoreTime, until: tellBy !== null && tellBy >= deadline.today ? tellBy : null },
    systems: {
      all: systems.length,
      silent: asked ? titles(({ state }) => silent.includes(state)) : [],
      undecided: isAnswered(file) ? [] : titles((one) => one.state === "needs_decision" || one.onlyAlike),
      holding: titles((one) => one.state === "found" || one.records + one.files > 0),
      refused: titles(({ state }) => state === "refused"),
    },
    map: mapFacts(file, regime),
    stays: file.right === "erasure" && (await erasureAnswer(tx, row)).stays,
    decision: await decisionOf(tx, row, laws, file.may.reveal),
    decidedBefore: !(await mayDecide(tx, row, actorName(actor))),
    answer: {
      due: deadline.legalDue,
      stands: deadline.state === "paused" || deadline.state === "not_started",
      met: row.answeredDay ?? row.refusedDay,
      late: answer?.late ?? false,
    },
    blocks: file.blocking,
  };
}

/** The decision as far as the checklist needs it. Its problems can name what staff typed: only for who may see that. */
async function decisionOf(
  tx: Transaction,
  row: RequestRow,
  laws: readonly FrozenLaw[],
  sees: boolean,
): Promise<ChecklistFacts["decision"]> {
  const inWork = await openDecision(tx, row.id);
  if (!inWork) {
    const sent = await sentDecision(tx, row.id);
    if (!sent) return null;
    const outcome = sent.outcome as NonNullable<ChecklistFacts["decision"]>["outcome"];
    return { state: "sent", outcome, needsSecond: sent.needsSecond, agreed: true, problems: [], letter: [] };
  }
  const { content, problems, preview, needsSecond } = await opened(tx, row, inWork);
  const right = row.right as Right;
  const { notice, ground } = noticeOf(content, { right, laws });
  const asked = laws.flatMap(({ law }) =>
    requiredContents({ law, right, notice, received: row.receivedDay, place: row.place, ground }),
  );
  const once = asked.filter((one, at) => asked.findIndex(({ content }) => content === one.content) === at);
  return {
    state: inWork.state === "proposed" ? "proposed" : "draft",
    outcome: content.outcome,
    needsSecond,
    agreed: inWork.approvedBy !== null,
    problems: sees ? problems : problems.map(() => "The decision is not finished."),
    letter: once.map((one) => ({
      ...one,
      label: noticeContents[one.content],
      missing: preview.missing.includes(one.content),
    })),
  };
}
