import { answersWithReasons, needsProof } from "#lib/law/rights.ts";
import { type ChecklistFacts, named } from "./facts.ts";

/** Whose turn it is: ours, the person's, a system's, the second person's in the house; or nobody's any more. */
export type Turn = "us" | "person" | "system" | "approver" | "nobody";

export type NextStep = {
  turn: Turn;
  /** One sentence: what happens next. */
  sentence: string;
  /** Where it is done: `#release`, `/erase`; null where nobody can do anything now. */
  where: string | null;
};

const step = (turn: Turn, sentence: string, where: string | null = null): NextStep => ({
  turn,
  sentence,
  where,
});

/** What is next for a request, and whose turn it is (pure): the first of these that is so. */
export function nextStep(facts: ChecklistFacts): NextStep {
  return ended(facts) ?? asking(facts) ?? searching(facts) ?? acting(facts) ?? answering(facts);
}

function ended({ status, told }: ChecklistFacts): NextStep | null {
  if (status === "cancelled") return step("nobody", "The person took it back. Nothing more is owed.");
  if (status === "lapsed") return step("nobody", "Nobody proved who they are in time. It lapsed.");
  if (status === "refused")
    return step("nobody", "Refused, and the person was told why and what they can do.");
  if (status === "preparing") return step("system", "The answer is being put together.", "#bundles");
  if (status === "closed" && told.open > 0)
    return step("us", "Answered. Recipients have not all said that they followed.", "/told");
  if (status === "closed") return step("nobody", "Answered and closed.");
  return status === "ready"
    ? step("person", "The answer is ready. The person can fetch it.", "#bundles")
    : null;
}

function asking({ behalf, questions, fee, proof, status, right }: ChecklistFacts): NextStep | null {
  if (behalf?.state === "open")
    return step("us", "Decide whether they may ask for somebody else.", "/behalf");
  if (questions.toJudge > 0) return step("us", "The person answered. Say whether it suffices.", "/clock");
  if (fee === "proposed") return step("approver", "A second person must agree to the fee.", "/clock");
  if (proof.moreAsked) return step("person", "The person must show once more who they are.", "#proof");
  if (questions.open > 0) return step("person", "The person has a question to answer.", "/clock");
  if (fee === "asked") return step("person", "The person was told a fee, and decides.", "/clock");
  if (status !== "received") return null;
  return needsProof(right)
    ? step("person", "The person must show who they are. No system is asked before.")
    : step("system", "Nothing has to be proven: the work begins by itself.");
}

function searching({ systems, status }: ChecklistFacts): NextStep | null {
  if (systems.undecided.length > 0)
    return step("us", `Say whose records these are: ${named(systems.undecided)}.`, "/person");
  if (status === "collecting" && systems.silent.length > 0)
    return step("system", `Not answered yet: ${named(systems.silent)}.`, "#systems");
  return null;
}

function acting(facts: ChecklistFacts): NextStep | null {
  const { right, erasure, corrections, effects, objection, restriction, reviews, systems } = facts;
  const holding = systems.holding.length > 0;
  if (right === "erasure" && holding && erasure !== "done") {
    if (erasure === "proposed")
      return step("approver", "The plan of the erasure waits for two approvals.", "/erase");
    if (erasure === "acting") return step("system", "The erasure is running.", "/erase");
    if (erasure === "stopped") return step("us", "The erasure has stopped. Look at why.", "/erase");
    if (erasure === "planning") return step("system", "The erasure is being planned.", "/erase");
    if (erasure === "approved")
      return step("system", "The erasure is approved and begins after its wait.", "/erase");
    return step("us", "Plan the erasure.", "/erase");
  }
  if (right === "rectification" && corrections.asked > 0)
    return step("us", `Decide the corrections: ${corrections.asked} wait.`, "/correct");
  if (right === "rectification" && corrections.granted > 0)
    return step("us", "Plan the corrections that were granted.", "/correct");
  if (right === "objection" && objection?.state === "weighing" && holding)
    return step("us", "Weigh the objection.", "/effects");
  if (right === "restriction" && restriction === "none" && holding)
    return step("us", "Place the restriction, or refuse the request.", "/effects");
  if (effects.open.length > 0) return step("system", `It is being set: ${named(effects.open)}.`, "/effects");
  if (right === "automated_decision_review" && reviews.open > 0)
    return step("us", "Look again at what machines decided.", "/review");
  return null;
}

function answering(facts: ChecklistFacts): NextStep {
  const { decision, blocks, right } = facts;
  if (decision?.needsSecond && !decision.agreed && decision.state === "proposed")
    return step("approver", "The decision waits for a second person.", "/decide");
  if (decision?.outcome === "refused" && decision.state !== "sent")
    return step("us", "Finish the decision and send the refusal.", "/decide");
  const [block] = blocks;
  if (block !== undefined)
    return step("us", block, decision || answersWithReasons(right) ? "/decide" : "#release");
  return step("us", "Nothing is in the way: look at it once more and release the answer.", "#release");
}
