import { answersWithBundle, answersWithReasons } from "#lib/law/rights.ts";
import { type Cites, cite, citeOr, rightSource } from "./cites.ts";
import { type ChecklistFacts, isGone, named } from "./facts.ts";
import { done, later, notNeeded, open, type Rule, type Verdict } from "./line.ts";

const ofOthers: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, articles 15(4) and 20(4); recital 63",
  UK_GDPR: ["UK GDPR, article 15(4); Data Protection Act 2018, schedule 2, paragraph 16", "secondary"],
  CH_FADP: ["FADP, article 26(1)(b)", "secondary"],
  US_CA_CCPA: ["Civil Code 1798.145(k)", "to_confirm"],
  CA_PIPEDA: ["PIPEDA, section 9(1): sever, then give", "secondary"],
  TH_PDPA: ["PDPA, section 30: a legal ground and harm", "to_confirm"],
};

const oneOnly: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, articles 5(1)(d) and (f), 12(6)",
  UK_GDPR: ["UK GDPR, articles 5(1)(d) and (f), 12(6)", "secondary"],
  US_CA_CCPA: "California Code of Regulations, title 11, section 7060",
};

const searches = (facts: ChecklistFacts) => !answersWithReasons(facts.right);

/** Why nothing can be said of the search yet; null once systems are asked. */
function before(facts: ChecklistFacts): Verdict | null {
  if (isGone(facts)) return notNeeded("It ended before.");
  return facts.systems.all === 0 ? later("No system is asked before who asks is known.") : null;
}

/** What is done while systems are asked: all of them, the right person, and what is another's. */
export const searchRules: readonly Rule[] = [
  {
    id: "searched",
    part: "search",
    title: "Ask every system that may hold something",
    where: "#systems",
    blocking: true,
    asked: (facts) => (searches(facts) ? rightSource(facts) : null),
    judge: (facts) => {
      const { all, silent, holding } = facts.systems;
      const early = before(facts);
      if (early) return early;
      if (silent.length > 0) return open(`Not answered yet: ${named(silent)}.`);
      return done(`${all} answered; ${holding.length} hold something.`);
    },
  },
  {
    id: "one_person",
    part: "search",
    title: "Only this person, told apart by facts",
    where: "/person",
    blocking: true,
    asked: (facts) =>
      searches(facts) ? citeOr(oneOnly, "Our own rule: nobody is merged by likeness")(facts) : null,
    judge: (facts) => {
      const early = before(facts);
      if (early) return early;
      const { undecided } = facts.systems;
      return undecided.length > 0
        ? open(`Decide whose records these are: ${named(undecided)}.`)
        : done("No link rests on likeness alone.");
    },
  },
  {
    id: "others_data",
    part: "search",
    title: "Hide what is another's or a secret, item by item",
    where: "/hidden",
    blocking: false,
    asked: (facts) => (answersWithBundle(facts.right) ? citeOr(ofOthers)(facts) : null),
    judge: (facts) => {
      const { look, parts, undecided } = facts.hidden;
      if (isGone(facts)) return notNeeded("It ended before.");
      if (look === "none") return later("Looked at once everything is collected.");
      if (look === "waiting") return later("It is being looked through now.");
      if (parts === 0) return done("Looked through. Nothing is another's.");
      return undecided > 0
        ? open(`${parts} parts are hidden by rule; ${undecided} kinds have no decision of a person.`)
        : done(`${parts} parts are hidden, each decided by a person.`);
    },
  },
  {
    id: "never_disclose",
    part: "search",
    title: "Never send what the law forbids to disclose",
    where: "/desk/systems",
    blocking: false,
    asked: (facts) =>
      answersWithBundle(facts.right)
        ? cite({
            US_CA_CCPA: "California Code of Regulations, title 11, section 7024(d)",
            US_MT: ["Montana Consumer Data Privacy Act, as amended", "secondary"],
            US_MN: ["Minnesota Statutes 325M", "secondary"],
          })(facts)
        : null,
    judge: () =>
      done("Fields that the map marks so never leave. The answer names them and says that they are held."),
  },
];
