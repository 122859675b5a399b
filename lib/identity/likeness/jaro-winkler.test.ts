import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jaro, jaroWinkler } from "./jaro-winkler.ts";

// Winkler's table of string comparators (Overview of record linkage and current research directions, US Census Bureau,
// 2006), to three digits. Its pairs of 0 are left out: they come from a cut-off of that program, not from the formula.
const published = [
  ["SHACKLEFORD", "SHACKELFORD", 0.97, 0.982],
  ["DUNNINGHAM", "CUNNIGHAM", 0.896, 0.896],
  ["NICHLESON", "NICHULSON", 0.926, 0.956],
  ["JONES", "JOHNSON", 0.79, 0.832],
  ["MASSEY", "MASSIE", 0.889, 0.933],
  ["ABROMS", "ABRAMS", 0.889, 0.922],
  ["JERALDINE", "GERALDINE", 0.926, 0.926],
  ["MARHTA", "MARTHA", 0.944, 0.961],
  ["MICHELLE", "MICHAEL", 0.869, 0.921],
  ["JULIES", "JULIUS", 0.889, 0.933],
  ["TANYA", "TONYA", 0.867, 0.88],
  ["DWAYNE", "DUANE", 0.822, 0.84],
  ["SEAN", "SUSAN", 0.783, 0.805],
  ["JON", "JOHN", 0.917, 0.933],
] as const;

describe("the likeness of two texts", () => {
  it.each(published)("of %s and %s is as published", (one, other, plain, winkler) => {
    expect(jaro(one, other)).toBeCloseTo(plain, 3);
    expect(jaroWinkler(one, other)).toBeCloseTo(winkler, 3);
  });

  it("is 0 where they share nothing or one is empty, 1 where they are the same and hold something", () => {
    expect(jaroWinkler("", "")).toBe(0);
    expect(jaroWinkler("", "anna")).toBe(0);
    expect(jaroWinkler("anna", "")).toBe(0);
    expect(jaroWinkler("a", "b")).toBe(0);
    expect(jaroWinkler("a", "a")).toBe(1);
  });

  it("stays between 0 and 1, and is 1 for the same text only", () => {
    const text = fc.string({ maxLength: 12, unit: fc.constantFrom("a", "b", "c", "d") });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const found = jaroWinkler(one, other);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
        expect(found === 1).toBe(one === other && one !== "");
        expect(jaro(one, other)).toBeLessThanOrEqual(found);
      }),
    );
  });
});
