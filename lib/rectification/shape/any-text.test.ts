import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Parts } from "../views.ts";
import { field, text } from "./fixture/field.ts";
import { shapeRow } from "./row.ts";

describe("for any text", () => {
  const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/);
  it("what is written comes from what was wanted, and a second time nothing is left to write", () => {
    fc.assert(
      fc.property(word, word, word, word, fc.boolean(), (given, family, nextGiven, nextFamily, commas) => {
        const now = commas ? `${family}, ${given}` : `${given} ${family}`;
        const wish: Parts = { "person.given_name": nextGiven, "person.family_name": nextFamily };
        const before: Parts = { "person.given_name": given, "person.family_name": family };
        const [first] = shapeRow([field("person.full_name", now)], "IE", {
          about: "person.full_name",
          wrong: [before],
          wanted: wish,
          home: undefined,
        });
        if (first?.how !== "write" && first?.how !== "same") throw new Error("not shaped");
        const expected = commas ? `${nextFamily}, ${nextGiven}` : `${nextGiven} ${nextFamily}`;
        expect(first.value).toBe(expected);
        const [again] = shapeRow([field("person.full_name", first.value)], "IE", {
          about: "person.full_name",
          wrong: [before],
          wanted: wish,
          home: undefined,
        });
        expect(again?.how).toBe("same");
      }),
    );
  });
  it("a row that says neither the wrong nor the wanted thing is never disputed", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (now, wrong, next) => {
        fc.pre(
          new Set([now, wrong, next].map((one) => one.trim().toLowerCase())).size === 3 && now.trim() !== "",
        );
        const [cell] = shapeRow([field("value", now)], "IE", {
          about: "value",
          wrong: [{ value: wrong }],
          wanted: { value: next },
          home: undefined,
        });
        expect(cell?.disputed ?? false).toBe(false);
      }),
    );
  });
  it("a text that is longer than the field is left to a person", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(40), (next, most) => {
        fc.pre(next.trim() !== "");
        const [cell] = shapeRow([field("value", "x", { type: { ...text, most } })], "IE", {
          about: "value",
          wrong: [{ value: "x" }],
          wanted: { value: next },
          home: undefined,
        });
        if (cell?.how === "write") expect([...(cell.value ?? "")].length).toBeLessThanOrEqual(most);
        else if (next.trim() !== "x") expect(cell?.how).toBe("by_hand");
      }),
    );
  });
});
