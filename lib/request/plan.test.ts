import { describe, expect, it } from "vitest";
import type { EffectKind } from "#connectors/language/effect.ts";
import { rights } from "#lib/law/rights.ts";
import type { System } from "#lib/map/schema.ts";
import { partedPlan, planOf } from "./plan.ts";

const system = (id: string, connector: string): System => ({
  id,
  title: id,
  connector,
  owner: { name: "Ravi", email: "ravi@example.com" },
  country: "IE",
  recipients: [],
  settings: {},
  collections: [],
  ignored: [],
  automated_decisions: [],
});

describe("the plan", () => {
  const systems = [system("shop", "postgres"), system("loyalty", "human"), system("visits", "files")];

  const asksSystems = rights.filter((one) => one !== "appeal" && one !== "complaint");

  it("has every system of the map once and in its order, for every right that is about data", () => {
    for (const right of asksSystems) {
      const plan = planOf(systems, right);
      expect(plan.map((task) => task.systemId)).toEqual(["shop", "loyalty", "visits"]);
      expect(plan.map((task) => task.position)).toEqual([0, 1, 2]);
    }
  });

  it("asks no system about our own conduct", () => {
    for (const right of ["appeal", "complaint"] as const) expect(planOf(systems, right)).toEqual([]);
  });

  it("asks machines at once and people after them", () => {
    expect(planOf(systems, "access").map((task) => [task.answeredBy, task.state])).toEqual([
      ["machine", "ready"],
      ["person", "held"],
      ["machine", "ready"],
    ]);
  });

  it("of a part to be deleted leaves out systems that hold none of it, and nothing of any other right", () => {
    const holding = (id: string, category: string): System =>
      ({
        ...system(id, "postgres"),
        collections: [{ name: "one", category, effects: [] }],
      }) as unknown as System;
    const all = [holding("shop", "commercial"), holding("visits", "geolocation")];
    const part = { right: "erasure", scope: "some", kinds: "commercial" } as const;
    const outcomes = (asked: Parameters<typeof partedPlan>[2]) =>
      partedPlan(planOf(all, asked.right), all, asked).map((task) => task.outcome ?? task.answeredBy);
    expect(outcomes(part)).toEqual(["desk", "not_concerned"]);
    expect(outcomes({ ...part, kinds: "biometric" })).toEqual(["desk", "desk"]);
    expect(outcomes({ ...part, scope: "everything" })).toEqual(["desk", "desk"]);
    expect(outcomes({ ...part, right: "access" })).toEqual(["machine", "machine"]);
  });

  it("asks people at once where there is no machine to wait for", () => {
    expect(planOf([system("till", "human"), system("loyalty", "human")], "portability")).toMatchObject([
      { answeredBy: "person", state: "ready" },
      { answeredBy: "person", state: "ready" },
    ]);
  });

  it("locates whoever is to be erased by machine where it can erase, and asks the desk in the others", () => {
    expect(
      planOf(systems, "erasure", new Set(["shop"])).map((task) => [task.answeredBy, task.state]),
    ).toEqual([
      ["machine", "ready"],
      ["desk", "parked"],
      ["desk", "parked"],
    ]);
    expect(planOf(systems, "restriction", new Set(["shop"])).map((task) => task.answeredBy)).toEqual([
      "desk",
      "desk",
      "desk",
    ]);
  });

  it("locates whoever is to be corrected wherever there is a machine", () => {
    expect(planOf(systems, "rectification").map((task) => task.answeredBy)).toEqual([
      "machine",
      "person",
      "machine",
    ]);
  });

  it("asks for a review where machines decide, and leaves the others out by name", () => {
    const decision = { id: "x", title: "x", what: "x", logic: "x", consequences: "x" };
    const [shop, ...others] = systems as [System, ...System[]];
    const all = [{ ...shop, automated_decisions: [decision] }, ...others];
    expect(planOf(all, "automated_decision_review")).toMatchObject([
      { systemId: "shop", answeredBy: "desk", state: "parked" },
      { systemId: "loyalty", state: "settled", outcome: "not_concerned" },
      { systemId: "visits", state: "settled", outcome: "not_concerned" },
    ]);
  });

  it("leaves every act that no engine does to the desk", () => {
    const byMachine = ["access", "portability", "rectification"];
    for (const right of asksSystems.filter((one) => !byMachine.includes(one))) {
      expect(
        planOf(systems, right).every((task) => task.answeredBy === "desk" && task.state === "parked"),
      ).toBe(true);
    }
  });

  const switching = (id: string, connector: string, kind: EffectKind): System => ({
    ...system(id, connector),
    collections: [{ effects: [{ of: [kind], set: { flag: true } }] }] as unknown as System["collections"],
  });

  it("locates by every machine where the map says who can hold a choice, and asks people only where they must", () => {
    const map = [
      switching("shop", "postgres", "sale"),
      system("visits", "files"),
      switching("post", "human", "sale"),
      system("loyalty", "human"),
    ];
    expect(
      planOf(map, "opt_out", new Set(), ["sale"]).map((one) => [one.answeredBy, one.state, one.outcome]),
    ).toEqual([
      ["machine", "ready", undefined],
      ["machine", "ready", undefined],
      ["desk", "parked", undefined],
      ["desk", "settled", "not_concerned"],
    ]);
    // A choice that no system of the map can hold is people's everywhere.
    expect(
      planOf(map, "opt_out", new Set(), ["marketing_post"]).every((one) => one.answeredBy === "desk"),
    ).toBe(true);
    // A restriction concerns whoever holds anything.
    const held = [switching("shop", "postgres", "restriction"), system("loyalty", "human")];
    expect(
      planOf(held, "restriction", new Set(), ["restriction"]).map((one) => [one.answeredBy, one.state]),
    ).toEqual([
      ["machine", "ready"],
      ["desk", "parked"],
    ]);
  });
});
