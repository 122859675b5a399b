import { describe, expect, it } from "vitest";
import { readMapText } from "#lib/map/reading/read-map.ts";
import type { System } from "#lib/map/schema.ts";
import { outlivedPart } from "./part.ts";

const about =
  "label: x\n        category: identifiers\n        purpose: x\n        legal_basis: contract\n        source: x\n        retention: x\n        key: [id]";

const written = (ends: string, more = "") => `systems:
  - id: shop
    title: Shop
    connector: postgres
    owner: { name: Ravi, email: ravi@example.net }
    country: IE
    settings: { url: "env:URL" }
    collections:
      - name: people
        ${about}
        subject_key: number
        match: { email: email }
        fields: { id: { label: id }, number: { label: number }, email: { label: email } }
      - name: orders
        ${about}
        belongs: [{ to: people, on: { person: number } }]
        ends: ${ends}
        ${more}
        fields: { id: { label: id }, person: { label: person }, placed: { label: placed } }
      - name: lines
        ${about}
        belongs: [{ to: orders, on: { order_id: id } }, { to: people, on: { person: number } }]
        fields: { id: { label: id }, order_id: { label: o }, person: { label: p } }
      - name: notes
        ${about}
        belongs: [{ to: people, on: { person: number } }]
        fields: { id: { label: id }, person: { label: p } }
`;
const read = (ends: string, more?: string) => readMapText(written(ends, more), "map.yaml", "systems");
const mistakes = (ends: string, more?: string) =>
  read(ends, more)
    .findings.filter((one) => one.weight === "mistake")
    .map(({ line, place, message }) => `${line} ${place}: ${message}`);

describe("the part of a system that has outlived its time", () => {
  const part = (asOf: string, ends = "{ after: P2Y, from: placed }") =>
    outlivedPart(read(ends).systems[0]?.system as System, asOf);

  it("is what ends, with what belongs to it, and what leads there", () => {
    const { system, ends } = part("2026-03-01");
    expect([...ends]).toEqual(["orders", "lines"]);
    expect(system.collections.map((one) => one.name)).toEqual(["people", "orders", "lines"]);
    expect(system.collections[2]?.belongs.map((edge) => edge.to)).toEqual(["orders"]);
    expect(system.collections.map((one) => one.where.length)).toEqual([0, 1, 0]);
  });

  it.each([
    ["{ after: P2Y, from: placed }", "2026-03-01", "2024-03-01"],
    ["{ after: P1Y6M, from: placed }", "2026-03-01", "2024-09-01"],
    ["{ after: P90D, from: placed }", "2026-03-01", "2025-12-01"],
    ["{ after: P1M, from: placed }", "2026-03-31", "2026-02-28"],
  ])("by %s on %s is what is before %s", (ends, asOf, first) => {
    expect(part(asOf, ends).system.collections[1]?.where).toMatchObject([{ is: "before", values: [first] }]);
  });
});

describe("a rule in the map", () => {
  it("is right where records are deleted, counted from a field of a database", () => {
    expect(mistakes("{ after: P2Y, from: placed }")).toEqual([]);
  });

  it.each([
    ["{ after: two years, from: placed }", "", /^\d+ .*ends\.after/],
    ["{ after: P, from: placed }", "", /ends\.after: say a time, as in P3Y/],
    ["{ after: P2Y, from: plased }", "", /ends\.from: .*did you mean placed\?/],
    [
      "{ after: P2Y, from: placed }",
      "erasure: { act: keep, ground: Tax law }",
      /`keep`: say `erasure: \{ act: delete \}`/,
    ],
  ])("%s %s is told with its line and how to mend it", (ends, more, words) => {
    const [first] = mistakes(ends, more);
    expect(first).toMatch(words);
    expect(Number(first?.split(" ")[0])).toBeGreaterThan(20);
  });
});
