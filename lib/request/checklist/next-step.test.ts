import { describe, expect, it } from "vitest";
import { rights } from "#lib/law/rights.ts";
import { requestStatuses } from "../moves.ts";
import type { ChecklistFacts } from "./facts.ts";
import { facts } from "./fixture/facts.ts";
import { nextStep, type Turn } from "./next-step.ts";

const gdpr = (right: ChecklistFacts["right"], change: Partial<ChecklistFacts> = {}) =>
  facts("EU_GDPR", right, change);
const silent = { all: 2, silent: ["Shop"], undecided: [], holding: [], refused: [] };

const table: [what: string, given: ChecklistFacts, turn: Turn, where: string | null][] = [
  ["nobody has proven", gdpr("access", { status: "received" }), "person", null],
  ["nothing has to be proven", facts("US_CA_CCPA", "opt_out", { status: "received" }), "system", null],
  [
    "an agent's paper lies there",
    gdpr("access", { behalf: { relation: "agent", state: "open" } }),
    "us",
    "/behalf",
  ],
  ["an answer is to be judged", gdpr("access", { questions: { open: 0, toJudge: 1 } }), "us", "/clock"],
  ["a question waits", gdpr("access", { questions: { open: 1, toJudge: 0 } }), "person", "/clock"],
  ["a system is asked", gdpr("access", { status: "collecting", systems: silent }), "system", "#systems"],
  ["who is who", gdpr("access", { systems: { ...silent, undecided: ["Loyalty"] } }), "us", "/person"],
  ["an erasure has no plan", gdpr("erasure"), "us", "/erase"],
  ["an erasure waits for two", gdpr("erasure", { erasure: "proposed" }), "approver", "/erase"],
  [
    "corrections wait",
    gdpr("rectification", { corrections: { asked: 2, granted: 0, refused: 0, done: 0, statements: 0 } }),
    "us",
    "/correct",
  ],
  ["nothing is in the way", gdpr("access"), "us", "#release"],
  [
    "an appeal is not decided",
    facts("US_VA", "appeal", { blocks: ["Decide the appeal first."] }),
    "us",
    "/decide",
  ],
  ["it is being packed", gdpr("access", { status: "preparing" }), "system", "#bundles"],
  ["it can be fetched", gdpr("access", { status: "ready" }), "person", "#bundles"],
  [
    "recipients are silent after the end",
    gdpr("erasure", { status: "closed", told: { all: 1, open: 1 } }),
    "us",
    "/told",
  ],
  ["it is over", gdpr("access", { status: "closed" }), "nobody", null],
];

describe("what is next", () => {
  it.each(table)("%s", (_what, given, turn, where) => {
    expect(nextStep(given)).toMatchObject({ turn, where });
  });

  it("is one sentence for every right in every state", () => {
    for (const right of rights) {
      for (const status of requestStatuses)
        expect(nextStep(gdpr(right, { status })).sentence).toMatch(/^[A-Z].+\.$/);
    }
  });
});
