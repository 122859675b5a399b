import { describe, expect, test } from "vitest";
import { described } from "#connectors/conformance/world.ts";
import type { RowChange } from "#connectors/correct.ts";
import { correctableOwn, heldTexts, jsonFor, standingOf, weighed } from "./correctable.ts";

const write = { by: "write" } as const;
const text = { kind: "text", nullable: true, most: null, choices: null } as const;

describe("what a map lets be corrected", () => {
  const people = described({
    name: "people",
    key: ["no"],
    subject_key: "id",
    match: { email: "email" },
    effects: [{ of: "sale", set: { no_sale: true, note: "sold" }, lifted: { no_sale: false } }],
    fields: {
      no: { label: "No", correct: write },
      id: { label: "Id", correct: write },
      email: { label: "E-mail", correct: write },
      name: { label: "Name", correct: { by: "ask", why: "Hank does it." } },
      born: { label: "Born", correct: { by: "never", why: "It is a fact of the register." } },
      "tags[]->name": { label: "Tags", correct: write },
      hash: { label: "Hash", disclose: "never", correct: write },
      text: { label: "Text" },
    },
  });
  const chats = described({
    name: "chats",
    key: ["no"],
    belongs: [{ to: "people", on: { person: "id" }, as: "shared" }],
    fields: { no: { label: "No" }, person: { label: "Person" }, topic: { label: "Topic", correct: write } },
  });

  test("each field is left to a machine or a person, with the reason", () => {
    const found = correctableOwn([people, chats], () => ({ why: null, type: text }));
    expect(found.map((one) => [one.field, one.by, one.identifies])).toEqual([
      ["no", "ask", true],
      ["id", "ask", true],
      ["email", "write", true],
      ["name", "ask", false],
      ["tags[]->name", "ask", false],
      ["hash", "ask", false],
      ["no_sale", "write", false],
      ["note", "write", false],
      ["topic", "ask", false],
    ]);
    expect(found.find((one) => one.field === "name")?.why).toBe("Hank does it.");
    expect(found.at(-1)?.why).toBe("Somebody else has a part in every record of chats.");
  });

  test("without a key no record can be named, so nothing is written", () => {
    const found = correctableOwn([{ ...people, key: [] }], () => ({ why: null, type: text }));
    expect(new Set(found.map((one) => one.by))).toEqual(new Set(["ask"]));
  });
});

describe("a change", () => {
  const change: RowChange = {
    collection: "people",
    row: ["1"],
    fields: [
      { field: "a", seen: "1", value: "2" },
      { field: "b", seen: null, value: "x" },
    ],
  };
  const of = (held: Record<string, string | null>) =>
    weighed(change, (one) => standingOf(held[one.field] ?? null, one));

  test.each([
    [{ a: "1", b: null }, { due: change.fields }],
    [{ a: "2", b: null }, { due: change.fields.slice(1) }],
    [{ a: "2", b: "x" }, { outcome: "already" }],
    [
      { a: "3", b: "x" },
      { outcome: "conflict", fields: ["a"] },
    ],
    [
      { a: "3", b: "" },
      { outcome: "conflict", fields: ["a", "b"] },
    ],
  ])("of a row that says %o is %o", (held, outcome) => {
    expect(of(held)).toEqual(outcome);
  });

  test.each<[string | null, unknown, unknown]>([
    ["7", 3, "7"],
    ["1.50", 3, "1.50"],
    ["many", 3, undefined],
    ["0x7", 3, undefined],
    ["true", false, "true"],
    ["yes", false, undefined],
    ["7", "3", '"7"'],
    ["true", null, "true"],
    ["no", null, '"no"'],
    [null, 3, "null"],
    ['{"a":1}', { b: 2 }, '{"a":1}'],
    ["[1]", { b: 2 }, undefined],
    ["{", {}, undefined],
  ])("to %o where %o stands is written as %o", (value, standing, json) => {
    const made = jsonFor(value, standing, [true]);
    expect(made === undefined ? undefined : JSON.stringify(made)).toBe(json);
  });

  test("copies that differ are told together", () => {
    expect([heldTexts([]), heldTexts(["a", "a"]), heldTexts(["a", null, "a"])]).toEqual([
      null,
      "a",
      '["a",null]',
    ]);
  });
});
