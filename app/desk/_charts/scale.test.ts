import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { share } from "./StackedBar.tsx";
import { percent, roundedTop, stepOf, ticksOf } from "./scale.ts";

describe("an axis", () => {
  it("ends at a round number that is not below the largest, and less than twice as far", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), (largest) => {
        const top = roundedTop(largest);
        expect(top).toBeGreaterThanOrEqual(largest);
        expect(top).toBeLessThanOrEqual(Math.max(1, largest * 2));
        const ticks = ticksOf(top);
        expect([ticks[0], ticks.at(-1)]).toEqual([0, top]);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it("holds every value, and nothing of nothing", () => {
    expect([percent(5, 10), percent(15, 10), percent(3, 0), percent(1, 3)]).toEqual([
      "50%",
      "100%",
      "0%",
      "33.33%",
    ]);
  });

  it("shades from 0 to 4, and all alike where all are the same", () => {
    expect([1, 3, 5, 7, 9, 11].map((n) => stepOf(n, 1, 11))).toEqual([0, 1, 2, 3, 4, 4]);
    expect(stepOf(7, 7, 7)).toBe(0);
  });
});

describe("a share in words", () => {
  it("is never rounded up to the whole, nor down to nothing", () => {
    expect([share(999, 1000), share(1, 1000), share(1000, 1000), share(0, 0), share(1, 3)]).toEqual([
      "99 %",
      "under 1 %",
      "100 %",
      "–",
      "33 %",
    ]);
  });
});
