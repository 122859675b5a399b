import { expect, it } from "vitest";
import { inventedFacts } from "../fixture/source.ts";
import { wordsFor } from "../words/words.ts";
import { hasStatements, statementsPage } from "./statements.ts";

const words = wordsFor("en");
const said = {
  about: "shop.orders.note",
  wanted: "Leave it at number 9",
  statement: "The note is wrong. <script>alert(1)</script>",
  at: new Date("2026-02-03T10:00:00Z"),
  reference: "LK-2AB-3CD",
  reason: "The order was placed with it.",
};

it("a copy says what its person disagrees with, in their own words, as letters", () => {
  const text = statementsPage(inventedFacts({ facts: { disagreements: [said] } }), words);
  expect(text).toContain("<h2>Note</h2>");
  expect(text).toContain("You said on 3 February 2026, in your request LK-2AB-3CD:");
  expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(text).toContain("<bdi>Leave it at number 9</bdi>");
  expect(text).toContain("<bdi>The order was placed with it.</bdi>");
});

it("most copies have no such page", () => {
  expect(hasStatements(inventedFacts())).toBe(false);
  expect(hasStatements(inventedFacts({ facts: { disagreements: [] } }))).toBe(false);
});
