import { portabilityRule } from "#lib/law/duties/portability.ts";
import { answersWithBundle } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import { type Cites, cite, citeOr } from "./cites.ts";
import type { ChecklistFacts } from "./facts.ts";
import { named } from "./facts.ts";
import { done, later, notNeeded, open, type Rule, type Verdict } from "./line.ts";

const about: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, article 15(1)(a), (b), (d) and (g)",
  UK_GDPR: ["UK GDPR, article 15(1)(a), (b), (d) and (g)", "secondary"],
  CH_FADP: "FADP, article 25(2)",
  US_CA_CCPA: "Civil Code 1798.110, 1798.115; California Code of Regulations, title 11, section 7024(k)",
  ZA_POPIA: "POPIA, section 23(1)(b)",
  BR_LGPD: ["Lei 13.709/2018, article 19", "secondary"],
  SG_PDPA: ["PDPA 2012, section 21: use in the past year", "secondary"],
  CA_PIPEDA: "PIPEDA, Schedule 1, 4.9.1: the use made of it",
};
const understood: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, articles 12(1) and 15(3); C-487/21",
  UK_GDPR: ["UK GDPR, articles 12(1) and 15(3)", "secondary"],
  US_CA_CCPA: "California Code of Regulations, title 11, section 7024",
};
const givenTo: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, article 15(1)(c); C-154/21: by name",
  UK_GDPR: ["UK GDPR, article 15(1)(c)", "secondary"],
  CH_FADP: "FADP, article 25(2)(g)",
  US_CA_CCPA: "Civil Code 1798.110(c)(4), 1798.115",
  US_OR: ["Oregon Consumer Privacy Act: specific third parties", "secondary"],
  US_MN: ["Minnesota Consumer Data Privacy Act: specific third parties", "secondary"],
  US_CT: ["Connecticut Data Privacy Act, from 1 July 2026: list of buyers", "secondary"],
  CA_PIPEDA: "PIPEDA, Schedule 1, 4.9.3: third parties",
  SG_PDPA: ["PDPA 2012, section 21: disclosure in the past year", "secondary"],
  IN_DPDP: ["DPDP Act, section 11: all recipients", "secondary"],
  ZA_POPIA: "POPIA, section 23(1)(b): third parties",
};
const abroad: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, article 15(2)",
  UK_GDPR: ["UK GDPR, article 15(2)", "secondary"],
  CH_FADP: "FADP, articles 19(4) and 25(2)(g): countries",
};
const byMachine: Cites = {
  EU_GDPR: "Regulation (EU) 2016/679, article 15(1)(h); C-203/22",
  UK_GDPR: ["UK GDPR, article 15(1)(h)", "secondary"],
  CH_FADP: "FADP, article 25(2)(f)",
  BR_LGPD: ["Lei 13.709/2018, article 20", "secondary"],
  CN_PIPL: ["PIPL, article 24", "to_confirm"],
};

/** For access: judged by what was found. */
function found(facts: ChecklistFacts, judge: () => Verdict): Verdict {
  if (facts.systems.all === 0 || facts.systems.silent.length > 0)
    return later("Known once every system has answered.");
  return facts.systems.holding.length === 0 ? notNeeded("Nothing was found.") : judge();
}

const inAccess =
  (source: (facts: ChecklistFacts) => Source | null) =>
  (facts: ChecklistFacts): Source | null =>
    facts.right === "access" ? source(facts) : null;

/** What an answer with data must say beside the data, by what the data map says of the systems that hold something. */
export const contentsRules: readonly Rule[] = [
  {
    id: "explained",
    part: "right",
    title: "Why it is held, what kinds, from where, for how long",
    where: "/desk/systems",
    blocking: false,
    asked: inAccess(citeOr(about)),
    judge: (facts) =>
      found(facts, () =>
        done("The map says purpose, source and time of every collection; the package tells them."),
      ),
  },
  {
    id: "understandable",
    part: "right",
    title: "Words for every field that goes out",
    where: "/desk/systems",
    blocking: false,
    asked: (facts) => (answersWithBundle(facts.right) ? citeOr(understood)(facts) : null),
    judge: (facts) =>
      found(facts, () => {
        const { unexplained } = facts.map;
        const list = unexplained.map(({ title, fields }) => `${title} (${fields})`);
        return list.length > 0
          ? open(`Fields without a meaning in words: ${named(list)}. The package says so.`)
          : done("Every field has its meaning in the map.");
      }),
  },
  {
    id: "recipients_named",
    part: "right",
    title: "Who was given it, by name",
    where: "/desk/systems",
    blocking: false,
    asked: inAccess(citeOr(givenTo)),
    judge: (facts) =>
      found(facts, () =>
        facts.map.recipients > 0
          ? done(`${facts.map.recipients} recipients are named in the package.`)
          : done("The map names no recipient. The package says that there is none."),
      ),
  },
  {
    id: "abroad",
    part: "right",
    title: "Other countries, and on what ground",
    where: "/desk/systems",
    blocking: false,
    asked: inAccess(cite(abroad)),
    judge: (facts) =>
      found(facts, () => {
        const { groundless, abroad: all } = facts.map;
        if (all.length === 0) return notNeeded("Nothing of it is in another country.");
        return groundless.length > 0
          ? open(`Without a ground in the map: ${named(groundless)}.`)
          : done(`${all.length} places abroad, each with its ground.`);
      }),
  },
  {
    id: "automated",
    part: "right",
    title: "Decisions that machines made, and their logic",
    where: "/desk/systems",
    blocking: false,
    asked: inAccess(cite(byMachine)),
    judge: (facts) =>
      found(facts, () =>
        facts.map.automated > 0
          ? done(`${facts.map.automated} are explained in the package.`)
          : notNeeded("The map names none in these systems."),
      ),
  },
  {
    id: "inferences",
    part: "right",
    title: "What was worked out about them",
    where: "/desk/systems",
    blocking: false,
    asked: inAccess(
      cite({
        US_CA_CCPA: ["Civil Code 1798.140(v)(1)(K); Attorney General opinion 20-303", "secondary"],
        US_CT: ["Connecticut Data Privacy Act, from 1 July 2026: inferences", "secondary"],
      }),
    ),
    judge: (facts) =>
      found(facts, () =>
        facts.map.derived > 0
          ? done(`${facts.map.derived} collections of inferences go out.`)
          : notNeeded("The map marks nothing as worked out."),
      ),
  },
  {
    id: "portable",
    part: "right",
    title: "In a form that machines read",
    where: null,
    blocking: false,
    asked: ({ right, law }) => (right === "portability" ? portabilityRule(law).source : null),
    judge: (facts) =>
      found(facts, () => done("The package holds JSON and CSV of what was given or observed.")),
  },
  {
    id: "straight_to_another",
    part: "right",
    title: "Straight to another company, where the person asks",
    where: "/elsewhere",
    blocking: false,
    asked: (facts) =>
      facts.right === "portability"
        ? cite({
            EU_GDPR: "Regulation (EU) 2016/679, article 20(2)",
            UK_GDPR: ["UK GDPR, article 20(2)", "secondary"],
            CH_FADP: ["FADP, article 28(2)", "secondary"],
          })(facts)
        : null,
    judge: ({ elsewhere }) => {
      if (elsewhere.asked === 0) return notNeeded("They have not asked for it.");
      return elsewhere.open > 0
        ? open("Look whether the address is that company's, then agree or refuse.")
        : done("Decided.");
    },
  },
];
