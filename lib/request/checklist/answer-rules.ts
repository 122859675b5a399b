import { dutyToTell, recipientKinds, type ToldAction } from "#lib/law/duties/recipients.ts";
import { answersWithBundle, answersWithReasons, type Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import { type Cites, citeOr, ours } from "./cites.ts";
import { type ChecklistFacts, isAnswered, isGone, onDay } from "./facts.ts";
import { done, later, notNeeded, open, type Rule } from "./line.ts";

const theirRights: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, article 15(1)(e) and (f)",
  UK_GDPR: ["UK GDPR, article 15(1)(e) and (f); Data Protection Act 2018, section 164A", "secondary"],
  ZA_POPIA: "POPIA, section 23(2): the right to correction",
};

const actions: Partial<Record<Right, ToldAction>> = {
  erasure: "erase",
  rectification: "correct",
  restriction: "restrict",
  opt_out: "opt_out",
  limit_sensitive: "limit",
};

/** The first place in a law that asks that somebody outside is told of what this right does. */
function tellSource({ right, laws }: ChecklistFacts): Source | null {
  const action = actions[right];
  if (action === undefined) return null;
  return recipientKinds.flatMap((kind) => dutyToTell(laws, action, kind))[0]?.article ?? null;
}

const decides = ({ right, decision, systems, stays }: ChecklistFacts) =>
  answersWithReasons(right) || decision !== null || systems.refused.length > 0 || stays;

/** What goes with the answer, and what comes after it. */
export const answerRules: readonly Rule[] = [
  {
    id: "decided",
    part: "answer",
    title: "Decide, with the ground and the reasons",
    where: "/decide",
    blocking: true,
    asked: (facts) => (decides(facts) ? (facts.regime?.refusal.source ?? ours()) : null),
    judge: ({ decision, ...facts }) => {
      if (isGone(facts)) return notNeeded("It ended before.");
      if (decision === null) return open("Nothing is decided yet.");
      if (decision.state === "sent") return done("Decided, and told.");
      const [problem] = decision.problems;
      if (problem) return open(problem);
      if (decision.needsSecond && !decision.agreed)
        return open(
          decision.state === "draft" ? "Propose it to a second person." : "A second person must agree.",
        );
      return done("Decided. It goes out with the answer.");
    },
  },
  {
    id: "their_rights",
    part: "answer",
    title: "Their other rights, and whom to complain to",
    where: null,
    blocking: false,
    asked: (facts) => (facts.right === "access" ? citeOr(theirRights)(facts) : null),
    judge: () => done("Stands on the first page of every package."),
  },
  {
    id: "in_time",
    part: "answer",
    title: ({ right }) => (answersWithBundle(right) ? "Give the data in time" : "Answer in time"),
    where: "/clock",
    blocking: false,
    asked: ({ regime }) => regime?.answer.source ?? ours(),
    judge: ({ answer, today, ...facts }) => {
      if (isGone(facts)) return notNeeded("It ended without an answer.");
      if (answer.met)
        return done(
          answer.late ? `Answered too late, on ${onDay(answer.met)}.` : `Answered on ${onDay(answer.met)}.`,
        );
      if (isAnswered(facts)) return done("Answered.");
      if (answer.stands) return open("The clock stands still until the person answers.");
      return open(today > answer.due ? `It was due on ${onDay(answer.due)}.` : `By ${onDay(answer.due)}.`);
    },
  },
  {
    id: "recipients_told",
    part: "after",
    title: "Tell everybody outside who was given it",
    where: "/told",
    blocking: false,
    asked: tellSource,
    judge: ({ told, ...facts }) => {
      if (told.open > 0) return open(`${told.open} of ${told.all} have not answered.`);
      if (told.all > 0) return done(`All ${told.all} have answered.`);
      return isAnswered(facts) || isGone(facts)
        ? notNeeded("Nobody outside had to be told.")
        : later("They are told as soon as something is done.");
    },
  },
  {
    id: "record",
    part: "after",
    title: "Keep a record of it, apart from the data",
    where: null,
    blocking: false,
    asked: ({ regime }) =>
      regime?.records?.source ?? ours("Our own rule: 24 months, as the law names no number"),
    judge: (facts) =>
      isAnswered(facts) || isGone(facts) ? done("It is kept.") : later("Written when it is answered."),
  },
];
