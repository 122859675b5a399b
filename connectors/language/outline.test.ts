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

test.each([
  ["P10Y", null],
  ["P9Y11M", null],
  ["P12Y", "lines is kept for P12Y, longer than invoices, to which it refers and which is kept for P10Y."],
  [
    undefined,
    "lines is kept without an end, longer than invoices, to which it refers and which is kept for P10Y.",
  ],
])("what is kept for %s below what is kept for P10Y", (after, sentence) => {
  const keep = (time: string | undefined) => ({
    act: "keep" as const,
    ground: "Section 147 AO",
    ...(time ? { until: { after: time, from: "day" } } : {}),
  });
  const kept = (name: string, to: string, time: string | undefined) =>
    described({
      name,
      key: ["id"],
      fields: fieldsOf("id", "day"),
      belongs: [{ to, on: { above: "id" } }],
      erasure: keep(time),
    });
  const people = described({
    name: "people",
    key: ["id"],
    subject_key: "id",
    fields: fieldsOf("id"),
    erasure: { act: "keep", ground: "Section 147 AO" },
  });
  const { contradictions } = outlineOf([
    people,
    kept("invoices", "people", "P10Y"),
    kept("lines", "invoices", after),
  ]);
  expect(contradictions.map((one) => one.sentence)).toEqual(sentence === null ? [] : [sentence]);
});
