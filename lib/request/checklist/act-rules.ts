import type { Right } from "#lib/law/rights.ts";
import { type Cites, cite, citeOr, ours, rightSource } from "./cites.ts";
import { type ChecklistFacts, isGone, named } from "./facts.ts";
import { done, later, notNeeded, open, type Rule, type Verdict } from "./line.ts";

const exceptions: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, article 17(3)",
  UK_GDPR: ["UK GDPR, article 17(3)", "secondary"],
  US_CA_CCPA: "Civil Code 1798.105(d)",
};
const statement: Cites = {
  US_CA_CCPA: "California Code of Regulations, title 11, section 7023(f)",
  CA_PIPEDA: ["PIPEDA, Schedule 1, 4.9.6", "to_confirm"],
  ZA_POPIA: ["POPIA, section 24(2)(d)", "to_confirm"],
  AU_APP: ["Australian Privacy Principle 13.4", "to_confirm"],
};
const meanwhile: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, article 18(1)(a) and (d)",
  UK_GDPR: ["UK GDPR, article 18(1)(a) and (d)", "secondary"],
};

const only =
  (...rights: Right[]) =>
  (source: (facts: ChecklistFacts) => ReturnType<Rule["asked"]>) =>
  (facts: ChecklistFacts): ReturnType<Rule["asked"]> =>
    rights.includes(facts.right) ? source(facts) : null;

/** Judged once systems have answered, and only where they hold something. */
function held(facts: ChecklistFacts, judge: () => Verdict): Verdict {
  if (isGone(facts)) return notNeeded("It ended before.");
  if (facts.systems.all === 0 || facts.systems.silent.length > 0)
    return later("Comes once every system has answered.");
  return facts.systems.holding.length === 0 ? notNeeded("Nothing was found.") : judge();
}

const erasing: Record<Exclude<ChecklistFacts["erasure"], "none" | "done">, string> = {
  planning: "The plan is being made.",
  proposed: "The plan waits for the approval of two people.",
  approved: "Approved by two, and not begun.",
  acting: "It is running.",
  stopped: "It has stopped. Look at why.",
};

const inEffect = only("opt_out", "limit_sensitive", "restriction", "objection");

/** What is done for a right that changes something: erasing, correcting, restricting, weighing, opting out, looking again. */
export const actRules: readonly Rule[] = [
  {
    id: "erased",
    part: "right",
    title: "Erase, approved by two, and look again",
    where: "/erase",
    blocking: true,
    asked: only("erasure")(rightSource),
    judge: (facts) =>
      held(facts, () => {
        if (facts.erasure === "done") return done("Done, and every system was asked again.");
        return open(facts.erasure === "none" ? "No plan is made yet." : erasing[facts.erasure]);
      }),
  },
  {
    id: "stays",
    part: "right",
    title: "What stays has an exception of the law, and the rest goes",
    where: "/decide",
    blocking: true,
    asked: only("erasure")(citeOr(exceptions)),
    judge: (facts) =>
      held(facts, () => {
        if (facts.erasure !== "done") return later("Known once it is done.");
        if (!facts.stays) return notNeeded("Nothing stays.");
        return facts.decision?.outcome === "partly"
          ? done("Decided in part, on a ground.")
          : open("Something stays. Decide in part, and on which ground.");
      }),
  },
  {
    id: "corrected",
    part: "right",
    title: "Decide every correction, do it everywhere, and read it again",
    where: "/correct",
    blocking: true,
    asked: only("rectification")(rightSource),
    judge: (facts) =>
      held(facts, () => {
        const { asked, granted, refused, done: made } = facts.corrections;
        if (asked > 0) return open(`${asked} to decide.`);
        if (granted > 0) return open(`${granted} granted and not done everywhere.`);
        return made + refused > 0
          ? done(`${made} done, ${refused} refused.`)
          : open("Write down what is to be corrected, and decide it.");
      }),
  },
  {
    id: "statement",
    part: "right",
    title: "Where it is refused, their own statement may stand beside it",
    where: "/correct",
    blocking: false,
    asked: only("rectification")(cite(statement)),
    judge: ({ corrections }) => {
      if (corrections.refused === 0) return notNeeded("Nothing was refused.");
      return corrections.statements > 0
        ? done("Their statement is attached.")
        : done("The letter offers it. They have not written one.");
    },
  },
  {
    id: "meanwhile",
    part: "right",
    title: "Only keep the data while it is in dispute",
    where: "/effects",
    blocking: false,
    asked: only("rectification", "objection")(cite(meanwhile)),
    judge: (facts) => {
      const { restriction, right, objection } = facts;
      if (restriction === "standing" || restriction === "told")
        return done("The data is only kept until it is decided.");
      if (restriction === "lifted") return done("It was only kept until it was decided.");
      if (right === "objection" && objection?.state === "weighing")
        return open("The objection is being weighed and the data is still used.");
      return notNeeded("Only where the person asks for it. Offer it.");
    },
  },
  {
    id: "placed",
    part: "right",
    title: "Place the restriction on one of the four grounds",
    where: "/effects",
    blocking: true,
    asked: only("restriction")(rightSource),
    judge: (facts) =>
      held(facts, () =>
        facts.restriction === "none" ? open("It is not placed yet.") : done("It is placed, on its ground."),
      ),
  },
  {
    id: "told_before_lifted",
    part: "after",
    title: "Tell the person before it is lifted",
    where: "/effects",
    blocking: false,
    asked: only("restriction")(
      cite({
        EU_GDPR: "Regulation (EU) 2016/679, article 18(3)",
        UK_GDPR: ["UK GDPR, article 18(3)", "secondary"],
      }),
    ),
    judge: ({ restriction }) =>
      restriction === "lifted" || restriction === "told"
        ? done("They were told before.")
        : notNeeded("Nobody wants to lift it."),
  },
  {
    id: "weighed",
    part: "right",
    title: "Weigh the objection; against advertising it always holds",
    where: "/effects",
    blocking: true,
    asked: only("objection")(rightSource),
    judge: (facts) => {
      const { objection } = facts;
      if (objection === null || objection.state === "not_needed")
        return objection?.marketing
          ? done("It is about advertising: followed at once, nothing is weighed.")
          : held(facts, () => open("It is not weighed yet."));
      if (objection.state === "weighing") return held(facts, () => open("It is not weighed yet."));
      return done(objection.state === "upheld" ? "It is right." : "Compelling grounds outweigh it.");
    },
  },
  {
    id: "upheld_erases",
    part: "after",
    title: "An objection that is right is a ground to erase",
    where: "/effects",
    blocking: false,
    asked: only("objection")(
      cite({
        EU_GDPR: "Regulation (EU) 2016/679, article 17(1)(c)",
        UK_GDPR: ["UK GDPR, article 17(1)(c)", "secondary"],
      }),
    ),
    judge: ({ objection }) =>
      objection?.state === "upheld"
        ? open("Offer erasure: they may ask for it with one step.")
        : notNeeded("Only where it is right."),
  },
  {
    id: "in_effect",
    part: "right",
    title: "Set it in every system, and read it again",
    where: "/effects",
    blocking: true,
    asked: inEffect(rightSource),
    judge: ({ effects, right, ...facts }) => {
      if (isGone(facts)) return notNeeded("It ended before.");
      if (effects.all === 0)
        return right === "restriction" || right === "objection"
          ? notNeeded("No system has anything to set.")
          : later("No system is told yet.");
      return effects.open.length > 0
        ? open(`Not set yet: ${named(effects.open)}.`)
        : done("In effect everywhere.");
    },
  },
  {
    id: "no_ask",
    part: "after",
    title: "Do not ask them to agree again",
    where: "/effects",
    blocking: false,
    asked: ({ regime, right }) => (regime?.noAsk?.rights.includes(right) ? regime.noAsk.source : null),
    judge: ({ effects }) =>
      effects.all > 0 && effects.open.length === 0
        ? done("The choice is kept; nobody can ask before its time is over.")
        : later("Counts from the day on which it is in effect."),
  },
  {
    id: "looked_again",
    part: "right",
    title: "A person looks again at every such decision",
    where: "/review",
    blocking: false,
    asked: only("automated_decision_review")(rightSource),
    judge: ({ reviews }) => {
      if (reviews.all === 0) return notNeeded("The map names no decision that a machine makes.");
      return reviews.open > 0
        ? open(`${reviews.open} of ${reviews.all} not looked at.`)
        : done("Every one was looked at by a person.");
    },
  },
  {
    id: "somebody_else",
    part: "right",
    title: "Somebody else decides the appeal",
    where: "/decide",
    blocking: false,
    asked: only("appeal")(({ regime }) => regime?.appeal?.within.source ?? ours()),
    judge: ({ decidedBefore, decision }) => {
      if (decision?.state === "sent") return done("Decided by somebody else.");
      return decidedBefore
        ? open("You decided what it is about. Hand it to somebody else.")
        : done("You had no part in what it is about.");
    },
  },
];
