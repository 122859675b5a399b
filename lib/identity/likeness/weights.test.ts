import { expect, it } from "vitest";
import { comparisons } from "./compare.ts";
import { benchmarkOf } from "./fixture/benchmark.ts";
import { learn, sourceOf } from "./fixture/train.ts";
import { weights } from "./weights.ts";

/** The seed of the training set; the benchmark that the model is judged by has another. */
const trainingSeed = 11;

it("the weights are what the training set teaches, without a label being looked at", async () => {
  const model = learn(benchmarkOf(8000, trainingSeed), trainingSeed + 1);
  await expect(sourceOf(model)).toMatchFileSnapshot("./weights.ts");
});

it("the strongest level of every comparison speaks for one person, the weakest against it", () => {
  for (const comparison of comparisons) {
    const levels = Object.keys(weights.same[comparison]);
    const evidence = (level: string) =>
      (weights.same[comparison][level] ?? 0) / (weights.strangers[comparison][level] ?? 0);
    expect(evidence(levels[0] ?? "")).toBeGreaterThan(50);
    expect(evidence(levels.at(-1) ?? "")).toBeLessThan(0.2);
  }
});

it("the rates of each comparison are shares of one", () => {
  for (const rates of Object.values(weights)) {
    for (const byLevel of Object.values(rates)) {
      const sum = Object.values(byLevel).reduce((all, rate) => all + rate, 0);
      expect(sum).toBeCloseTo(1, 3);
      expect(Math.min(...Object.values(byLevel))).toBeGreaterThan(0);
    }
  }
});
