import { describe, expect, it } from "vitest";
import { rights } from "#lib/law/rights.ts";
import type { ChecklistFacts } from "./facts.ts";
import { facts } from "./fixture/facts.ts";
import { checklistOf, progressIn } from "./judge.ts";
import type { LineState } from "./line.ts";

const line = (given: ChecklistFacts, id: string) => checklistOf(given).find((one) => one.id === id);
const gdpr = (right: ChecklistFacts["right"], change: Partial<ChecklistFacts> = {}) =>
  facts("EU_GDPR", right, change);
const ccpa = (right: ChecklistFacts["right"], change: Partial<ChecklistFacts> = {}) =>
  facts("US_CA_CCPA", right, change);
const systems = (change: Partial<ChecklistFacts["systems"]>) => ({
  ...facts("EU_GDPR", "access").systems,
  ...change,
});
const unproven = { how: null, moreAsked: false, declaration: false };
const decision: NonNullable<ChecklistFacts["decision"]> = {
  state: "draft",
  outcome: "refused",
  needsSecond: true,
  agreed: false,
  problems: [],
  letter: [],
};

/** One change of the facts, the line it is about, and how that then stands: with "blocks" where nothing goes out before. */
const judged: [what: string, given: ChecklistFacts, id: string, state: LineState, blocks?: "blocks"][] = [
  ["nobody has proven who they are", gdpr("access", { proof: unproven }), "proof", "open", "blocks"],
  ["an opt-out asks for no proof", ccpa("opt_out", { proof: unproven }), "proof", "not_needed"],
  [
    "a complaint asks for no proof",
    facts("UK_GDPR", "complaint", { proof: unproven }),
    "proof",
    "not_needed",
  ],
  [
    "Nevada wants a verified opt-out",
    facts("US_NV", "opt_out", { proof: unproven }),
    "proof",
    "open",
    "blocks",
  ],
  [
    "more proof was asked for",
    gdpr("erasure", { proof: { how: "sign_in", moreAsked: true, declaration: false } }),
    "proof",
    "open",
    "blocks",
  ],
  [
    "a code alone, specific pieces in California",
    ccpa("access", { proof: { ...unproven, how: "code_by_mail" } }),
    "declaration",
    "open",
  ],
  [
    "a signed declaration is here",
    ccpa("access", { proof: { how: "code_by_mail", moreAsked: false, declaration: true } }),
    "declaration",
    "done",
  ],
  [
    "an agent is not decided on",
    gdpr("access", { behalf: { relation: "agent", state: "open" } }),
    "behalf",
    "open",
    "blocks",
  ],
  [
    "an agent was accepted",
    ccpa("erasure", { behalf: { relation: "agent", state: "accepted" } }),
    "behalf",
    "done",
  ],
  [
    "a document is kept before the decision",
    gdpr("access", { documents: { kept: 1, deleted: 0 } }),
    "documents",
    "later",
  ],
  [
    "a document is kept after the answer",
    gdpr("access", { status: "closed", documents: { kept: 1, deleted: 0 } }),
    "documents",
    "open",
  ],
  ["a document was deleted", gdpr("access", { documents: { kept: 0, deleted: 1 } }), "documents", "done"],
  ["a fee waits for a second person", gdpr("access", { fee: "proposed" }), "fee", "open"],
  [
    "more time was told",
    gdpr("access", { moreTime: { told: "2026-12-01", until: null } }),
    "more_time",
    "done",
  ],
  [
    "a system is silent",
    gdpr("access", { systems: systems({ silent: ["Shop"] }) }),
    "searched",
    "open",
    "blocks",
  ],
  [
    "somebody is only alike",
    gdpr("access", { systems: systems({ undecided: ["Loyalty"] }) }),
    "one_person",
    "open",
    "blocks",
  ],
  [
    "parts are hidden by rule alone",
    gdpr("access", { hidden: { look: "done", parts: 3, undecided: 1 } }),
    "others_data",
    "open",
  ],
  ["nothing was found", gdpr("access", { systems: systems({ holding: [] }) }), "explained", "not_needed"],
  [
    "fields without words",
    gdpr("access", { map: { ...gdpr("access").map, unexplained: [{ title: "Shop", fields: 4 }] } }),
    "understandable",
    "open",
  ],
  [
    "abroad without a ground",
    gdpr("access", { map: { ...gdpr("access").map, abroad: ["Sendwise"], groundless: ["Sendwise"] } }),
    "abroad",
    "open",
  ],
  [
    "a wish for another company waits",
    gdpr("portability", { elsewhere: { asked: 1, open: 1 } }),
    "straight_to_another",
    "open",
  ],
  ["an erasure waits for approval", gdpr("erasure", { erasure: "proposed" }), "erased", "open", "blocks"],
  ["an erasure is done", gdpr("erasure", { erasure: "done" }), "erased", "done"],
  [
    "something stays and nothing is decided",
    gdpr("erasure", { erasure: "done", stays: true }),
    "stays",
    "open",
    "blocks",
  ],
  [
    "something stays on a ground",
    gdpr("erasure", { erasure: "done", stays: true, decision: { ...decision, outcome: "partly" } }),
    "stays",
    "done",
  ],
  [
    "a correction is granted",
    ccpa("rectification", { corrections: { asked: 0, granted: 1, refused: 0, done: 0, statements: 0 } }),
    "corrected",
    "open",
    "blocks",
  ],
  [
    "a correction was refused in California",
    ccpa("rectification", { corrections: { asked: 0, granted: 0, refused: 1, done: 0, statements: 0 } }),
    "statement",
    "done",
  ],
  [
    "an objection is weighed while data is used",
    gdpr("objection", { objection: { state: "weighing", marketing: false } }),
    "meanwhile",
    "open",
  ],
  [
    "an objection to advertising",
    gdpr("objection", { objection: { state: "not_needed", marketing: true } }),
    "weighed",
    "done",
  ],
  [
    "an objection that is right",
    gdpr("objection", { objection: { state: "upheld", marketing: false } }),
    "upheld_erases",
    "open",
  ],
  [
    "an opt-out is not set in one system",
    ccpa("opt_out", { effects: { all: 2, open: ["Shop"] } }),
    "in_effect",
    "open",
    "blocks",
  ],
  ["an opt-out is set everywhere", ccpa("opt_out", { effects: { all: 2, open: [] } }), "no_ask", "done"],
  [
    "a machine's decision nobody looked at",
    gdpr("automated_decision_review", { reviews: { all: 2, open: 1 } }),
    "looked_again",
    "open",
  ],
  [
    "the reader decided what the appeal is about",
    facts("US_VA", "appeal", { decidedBefore: true }),
    "somebody_else",
    "open",
  ],
  [
    "a system refused",
    gdpr("access", { systems: systems({ refused: ["Shop"] }) }),
    "decided",
    "open",
    "blocks",
  ],
  [
    "a refusal waits for a second person",
    gdpr("access", { decision: { ...decision, state: "proposed" } }),
    "decided",
    "open",
    "blocks",
  ],
  [
    "a refusal is agreed",
    gdpr("access", { decision: { ...decision, state: "proposed", agreed: true } }),
    "decided",
    "done",
  ],
  ["recipients have not answered", gdpr("erasure", { told: { all: 3, open: 1 } }), "recipients_told", "open"],
  ["the day is over", gdpr("access", { today: "2026-12-10" }), "in_time", "open"],
  [
    "it was answered",
    gdpr("access", {
      status: "closed",
      answer: { due: "2026-12-09", stands: false, met: "2026-12-01", late: false },
    }),
    "in_time",
    "done",
  ],
  ["it was taken back", gdpr("access", { status: "cancelled" }), "in_time", "not_needed"],
];

describe("the checklist", () => {
  it.each(judged)("%s", (_what, given, id, state, blocks) => {
    expect(line(given, id)).toMatchObject({ id, state, blocks: blocks === "blocks" });
  });

  it("cites the place in the law of each, and where no law asks for it says that it is our own rule", () => {
    expect(line(gdpr("erasure"), "erased")?.source.cite).toContain("article 17");
    expect(line(ccpa("erasure"), "stays")?.source.cite).toBe("Civil Code 1798.105(d)");
    expect(line(facts("UK_GDPR", "complaint"), "receipt")?.source.cite).toContain("164A");
    expect(line(facts("US_VA", "appeal"), "somebody_else")?.source.cite).toContain("59.1-577");
    expect(line(gdpr("erasure"), "recipients_told")?.source.cite).toContain("article 19");
    for (const right of rights) {
      for (const one of checklistOf(facts("OWN_POLICY", right))) expect(one.source.cite, one.id).not.toBe("");
      for (const one of checklistOf(facts("OWN_POLICY", right)))
        expect(one.source.cite, `${right} ${one.id}`).not.toMatch(/GDPR|2016\/679|Civil Code/);
    }
  });

  it("names each part of the letter that a refusal must have, and none of it can be missing", () => {
    const letter = [
      {
        content: "reasons",
        label: "the reasons",
        missing: false,
        why: { cite: "Article 12(4)", confidence: "confirmed" },
      },
      {
        content: "court",
        label: "that a court can be asked",
        missing: true,
        why: { cite: "Article 12(4)", confidence: "confirmed" },
      },
    ] as const;
    const lines = checklistOf(gdpr("access", { decision: { ...decision, letter } }));
    expect(
      lines.filter(({ id }) => id.startsWith("letter_")).map(({ id, state, blocks }) => [id, state, blocks]),
    ).toEqual([
      ["letter_reasons", "done", false],
      ["letter_court", "open", true],
    ]);
    expect(progressIn(lines)).toMatchObject({ blocking: 2 });
  });

  it("lists what to do in the order in which it is done, each line once", () => {
    for (const right of rights) {
      const lines = checklistOf(gdpr(right));
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
      const order = lines.map(({ part }) => ["start", "search", "right", "answer", "after"].indexOf(part));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });
});
