import { beforeAll, describe, expect, it } from "vitest";
import { benchmarkOf } from "./fixture/benchmark.ts";
import { type Outcome, outcomeOf, printed } from "./fixture/curve.ts";

// Not the seed that the weights were learnt from, and none that was looked at while the model was made.
const seed = 88_301;
const people = 20_000;

describe("on the labelled benchmark", () => {
  let outcome: Outcome;
  beforeAll(() => {
    outcome = outcomeOf(benchmarkOf(people, seed));
    process.stdout.write(`\n${printed(outcome)}\n\n`);
  });

  it("what is linked automatically is right in 99 of 100 pairs, and is 90 of 100 of what there is", () => {
    expect(outcome.truePairs).toBeGreaterThan(10_000);
    expect(outcome.automatic.precision).toBeGreaterThanOrEqual(0.99);
    expect(outcome.automatic.recall).toBeGreaterThanOrEqual(0.9);
  });

  it("nearly everybody else is shown to a person, with few strangers beside them", () => {
    expect(outcome.shown.recall).toBeGreaterThanOrEqual(0.98);
    expect(outcome.shown.falsePairs).toBeLessThan(outcome.truePairs / 5);
  });

  it("the blocks find nearly every pair and leave nearly every other out", () => {
    expect(outcome.blocked / outcome.truePairs).toBeGreaterThanOrEqual(0.985);
    expect(outcome.compared / people).toBeLessThan(10);
  });

  it("a probability says how often it is true: precision grows with it", () => {
    for (const [at, point] of outcome.curve.entries()) {
      const before = outcome.curve[at - 1];
      if (before) expect(point.recall).toBeLessThanOrEqual(before.recall);
      if (point.recall > 0)
        expect(point.precision).toBeGreaterThanOrEqual(Math.min(point.probability, 0.995));
    }
  });

  it("is the same for the same seed and another for another", () => {
    const one = JSON.stringify(benchmarkOf(300, 5).held);
    expect(JSON.stringify(benchmarkOf(300, 5).held)).toBe(one);
    expect(JSON.stringify(benchmarkOf(300, 6).held)).not.toBe(one);
  });
});
