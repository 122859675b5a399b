import { describe, expect, it } from "vitest";
import type { ChecklistFacts } from "#lib/request/checklist/facts.ts";
import { facts } from "#lib/request/checklist/fixture/facts.ts";
import { checklistOf } from "#lib/request/checklist/judge.ts";
import { outlineOf } from "./outline-items.ts";

const pages = (given: ChecklistFacts) =>
  outlineOf(given, checklistOf(given)).map(
    ({ path, state, due }) => `${path}${state ? ` ${state}` : ""}${due ? "!" : ""}`,
  );

describe("the pages of a request", () => {
  it("are those of its right", () => {
    const paths = (right: ChecklistFacts["right"]) =>
      pages(facts("EU_GDPR", right)).map((one) => one.split(" ")[0]?.replace("!", ""));
    expect(paths("access")).toEqual([
      "",
      "/checklist",
      "/person",
      "/clock",
      "/receipt",
      "/hidden",
      "/decide",
      "/evidence",
    ]);
    expect(paths("portability")).toContain("/elsewhere");
    expect(paths("erasure")).toContain("/erase");
    expect(paths("rectification")).toEqual(expect.arrayContaining(["/correct", "/effects"]));
    expect(paths("objection")).toContain("/effects");
    expect(paths("automated_decision_review")).toContain("/review");
    for (const path of ["/erase", "/correct", "/effects", "/elsewhere", "/told", "/behalf", "/review"])
      expect(paths("access")).not.toContain(path);
  });

  it("say how they stand, and where somebody has something to do", () => {
    const busy = facts("EU_GDPR", "erasure", {
      systems: { all: 2, silent: [], undecided: ["Loyalty"], holding: ["Shop"], refused: [] },
      questions: { open: 1, toJudge: 0 },
      behalf: { relation: "parent", state: "open" },
      erasure: "proposed",
      told: { all: 3, open: 2 },
      decision: {
        state: "draft",
        outcome: "partly",
        needsSecond: false,
        agreed: false,
        problems: [],
        letter: [],
      },
    });
    expect(pages(busy)).toEqual([
      "",
      expect.stringMatching(/^\/checklist \d+ of \d+$/),
      "/person 1 to decide!",
      "/clock 1 waiting",
      "/receipt",
      "/behalf to decide!",
      "/erase waits for two!",
      "/decide draft!",
      "/told 2 without an answer!",
      "/evidence",
    ]);
  });

  it("have nothing of a person before any system was asked", () => {
    const fresh = facts("EU_GDPR", "access", {
      systems: { all: 0, silent: [], undecided: [], holding: [], refused: [] },
    });
    expect(pages(fresh)).not.toContain("/person");
  });
});
