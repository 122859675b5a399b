import { describe, expect, test } from "vitest";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import { annotatedCases } from "#connectors/sql/fixture/all.ts";
import { spoken } from "#connectors/sql/fixture/annotated.ts";
import { outlineOf } from "./outline.ts";

describe.each(annotatedCases)("$title", ({ collections, outline, contradictions = [] }) => {
  test("says what erasure will do", () => {
    expect(spoken(outlineOf(collections))).toEqual({ outline, contradictions });
  });
});

test("a key cannot be emptied, and circles come in the map's order before what they refer to", () => {
  const people = described({ name: "people", key: ["id"], subject_key: "id", fields: fieldsOf("id") });
  const seats = described({
    name: "seats",
    key: ["person", "no"],
    belongs: [{ to: "people", on: { person: "id" }, as: "shared" }],
    fields: fieldsOf("no"),
  });
  const a = described({
    name: "a",
    key: ["id"],
    belongs: [
      { to: "people", on: { person: "id" } },
      { to: "b", on: { b: "id" } },
    ],
    fields: fieldsOf("id"),
  });
  const b = described({
    name: "b",
    key: ["id"],
    belongs: [{ to: "a", on: { a: "id" } }],
    fields: fieldsOf("id"),
  });
  const { steps, contradictions } = outlineOf([people, seats, b, a]);
  expect(steps.map((one) => one.collection)).toEqual(["seats", "b", "a", "a", "people"]);
  expect(contradictions.map((one) => one.sentence)).toEqual([
    "person of seats is part of its key and cannot be emptied: let its rows be deleted, or decorrelated.",
  ]);
});
