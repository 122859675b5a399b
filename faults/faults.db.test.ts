import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groundOf, playCase } from "./case.ts";
import { faults } from "./cases/all.ts";
import { checks, judge } from "./check/all.ts";
import type { Ground } from "./check/ground.ts";
import { faultsInShort, peopleEach } from "./lanes.ts";
import { bugs, type Targets } from "./planted/bugs.ts";
import { randomFrom } from "./random.ts";
import { type Laboratory, openWorld } from "./world/open.ts";

/**
 * The fixed subset of the fault laboratory: real processes, each of these faults once, and all thirteen invariants after
 * each. HABEAS_FAULTS_SEED repeats a run. Thousands of them: npm run faults -- --full
 */
const seed = Number(process.env.HABEAS_FAULTS_SEED ?? 20_261_123);
const chosen = faultsInShort(faults, 5);
let lab: Laboratory;

beforeAll(async () => {
  lab = await openWorld({ cases: chosen.length + 1, peopleEach, random: randomFrom(seed) });
}, 180_000);
afterAll(() => lab?.close(), 60_000);

describe("a house of real processes", () => {
  it.each(chosen.map((fault, no) => ({ name: fault.id, no, fault })))(
    "keeps every invariant: $name",
    async ({ no, fault }) => {
      const outcome = await playCase(lab, fault, { seed, no, whole: no === chosen.length - 1 });
      expect(outcome.violations, `HABEAS_FAULTS_SEED=${seed}, case ${no}`).toEqual([]);
    },
    120_000,
  );
});

describe("whoever checks", () => {
  let ground: Ground;
  let targets: Targets;

  beforeAll(async () => {
    lab.begin(chosen.length);
    const lives = [lab.ask("access"), lab.ask("access"), lab.ask("erasure")];
    await lab.settle(60);
    // Nothing may put right what is broken on purpose.
    for (const worker of lab.workers) await worker.hold();
    const [copied, other, erased] = lives.map((one) => ({ id: one.requestId, n: one.person.n }));
    if (!copied || !other || !erased) throw new Error("three requests");
    targets = { copied, other, erased };
    ground = groundOf(lab, [copied.id, other.id, erased.id], true);
    expect(await judge(ground)).toEqual([]);
  }, 120_000);

  it.each(bugs)("finds the bug planted for $invariant: $name", async ({ invariant, plant }) => {
    const check = checks[invariant];
    if (!check) throw new Error(`no check of ${invariant}`);
    const before = new Set(await check(ground));
    await plant(lab, targets);
    const found = (await check(ground)).filter((what) => !before.has(what));
    expect(found).not.toEqual([]);
  });

  it("has a bug planted for every invariant", () => {
    expect(bugs.map((one) => one.invariant).sort()).toEqual(Object.keys(checks).sort());
  });
});
