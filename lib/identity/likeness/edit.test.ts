import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateLevel, dateOf } from "./birth-date.ts";
import { fewEdits, nearly, oneEdit } from "./edit.ts";

const word = fc.string({ minLength: 1, maxLength: 10, unit: fc.constantFrom("a", "b", "c") });

describe("one edit", () => {
  it.each([
    ["anna", "ana", true],
    ["anna", "anne", true],
    ["anna", "nana", true],
    ["anna", "annna", true],
    ["anna", "anna", false],
    ["anna", "an", false],
    ["", "a", true],
  ])("parts %s and %s: %s", (one, other, parted) => {
    expect(oneEdit(one, other)).toBe(parted);
    expect(oneEdit(other, one)).toBe(parted);
  });

  it("undone is one edit too, and is always near in a word of three letters or more", () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom("a", "b", "x"), (text, place, letter) => {
        const at = place % text.length;
        const replaced = text.slice(0, at) + letter + text.slice(at + 1);
        expect(oneEdit(text, replaced)).toBe(text !== replaced);
        expect(nearly(text, replaced)).toBe(text !== replaced && text.length >= 3);
        const inserted = text.slice(0, at) + letter + text.slice(at);
        expect(oneEdit(inserted, text)).toBe(true);
      }),
    );
  });

  it("is forgiven twice in a longer name, and what a scanner confuses in any", () => {
    expect(fewEdits("katarzyna", "katrzyan")).toBe(true);
    expect(fewEdits("anna", "joanna")).toBe(false);
    expect(fewEdits("james", "jarnes")).toBe(true);
  });
});

describe("a birth date", () => {
  it.each([
    ["1984-06-21", "19840621"],
    ["19840621", "19840621"],
    ["21.06.1984", "19840621"],
    ["1/6/1984", "19840601"],
    ["1984-06-21T00:00:00Z", "19840621"],
    ["1984-21-06", "19842106"],
    ["1900-01-01", undefined],
    ["June 1984", undefined],
    ["", undefined],
  ])("written %j is %s", (typed, date) => {
    expect(dateOf(typed)).toBe(date);
  });

  it.each([
    ["19840621", "19840621", "equal"],
    ["19840611", "19841106", "swapped"],
    ["19840621", "19840627", "near"],
    ["19840621", "19840612", "near"],
    ["19840621", "18840621", "near"],
    ["19840621", "19540621", "decade"],
    ["19840621", "19830721", "two_mistakes"],
    ["19840621", "19840530", "year"],
    ["19840611", "19841128", "year"],
    ["19840621", "19840909", "year"],
    ["19840621", "19580621", "different"],
    ["19840621", "19571130", "different"],
  ])("of %s beside %s is %s", (one, other, level) => {
    expect(dateLevel(one, other)).toBe(level);
    expect(dateLevel(other, one)).toBe(level);
  });
});
