import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { both, counted, home, john, mina } from "./fixture/known.ts";
import { judge, thresholds } from "./judge.ts";
import type { PersonRecord } from "./record.ts";

describe("two people who are not one", () => {
  it.each<[string, PersonRecord, PersonRecord]>([
    ["father and son of one name in one house", john, { ...john, birth_date: "1979-11-23" }],
    ["father and son, one of them without a birth date", { ...john, email: "" }, { ...john, birth_date: "" }],
    [
      "father and son of whom nobody knows the birth date",
      { ...john, email: "", birth_date: "" },
      { ...john, birth_date: "" },
    ],
    [
      "father and son born on one day of the year",
      { ...john, email: "js1@example.com" },
      { ...john, birth_date: "1981-02-03", email: "js2@example.org" },
    ],
    ["twins", { ...john, given_name: "Laura" }, { ...john, given_name: "Thomas" }],
    ["twins with names alike", { ...john, given_name: "Anna" }, { ...john, given_name: "Anne" }],
    [
      "twins with names alike and initials",
      { ...john, given_name: "Anna" },
      { ...john, given_name: "A.", email: "" },
    ],
    [
      "a twin whose given name is missing",
      { ...john, given_name: "Anna" },
      { ...john, given_name: "", email: "" },
    ],
    ["a sister at the same address", john, { ...john, given_name: "Mary", birth_date: "1953-07-30" }],
    ["a sister born a year and a day later", john, { ...john, given_name: "Mary", birth_date: "1952-02-04" }],
    [
      "a wife with one telephone and one mailbox",
      john,
      { ...john, given_name: "Maria", birth_date: "1951-02-13" },
    ],
    [
      "one common name, another birth date",
      { given_name: "John", family_name: "Smith", birth_date: "1984-06-21" },
      { given_name: "John", family_name: "Smith", birth_date: "1962-01-09" },
    ],
    [
      "one common name and birth date, another town",
      { ...home, given_name: "John", family_name: "Smith", birth_date: "1984-06-21" },
      {
        given_name: "John",
        family_name: "Smith",
        birth_date: "1984-06-21",
        city: "Kelby",
        postal_code: "16011",
        street: "Mill Road",
        house_number: "3",
      },
    ],
    [
      "one rare name and nothing else",
      { given_name: "Mina", family_name: "Thornquist" },
      { given_name: "Mina", family_name: "Thornquist" },
    ],
    [
      "a name and a town",
      { given_name: "Mina", family_name: "Okafor", city: "Fenwick" },
      { given_name: "Mina", family_name: "Okafor", city: "Fenwick" },
    ],
    [
      "a new tenant of the same house",
      mina,
      { ...home, given_name: "Peter", family_name: "Jones", birth_date: "1990-09-14" },
    ],
    [
      "a new owner of the same telephone",
      mina,
      {
        ...mina,
        given_name: "Peter",
        family_name: "Jones",
        birth_date: "1990-09-14",
        email: "pj@example.com",
      },
    ],
    ["one birth date", { birth_date: "1984-06-21" }, { birth_date: "1984-06-21" }],
    [
      "one mailbox and nothing else",
      { email: "mina.okafor@example.com" },
      { email: "mina.okafor@example.com" },
    ],
    [
      "an unknown birth date that every record has",
      { ...john, email: "", birth_date: "1900-01-01" },
      { ...john, birth_date: "1900-01-01" },
    ],
    [
      "other signs read by the same letters",
      { given_name: "太郎", family_name: "山田", birth_date: "1984-06-21" },
      { given_name: "太朗", family_name: "山田", birth_date: "1984-06-21" },
    ],
    [
      "brothers, one written in Cyrillic",
      { given_name: "Dmitriy", family_name: "Shevchenko", birth_date: "1984-06-21", ...home },
      { given_name: "Сергей", family_name: "Шевченко", birth_date: "1984-06-21", ...home },
    ],
    ["nobody and nobody", {}, {}],
  ])("are never linked automatically: %s", (_who, one, other) => {
    for (const judgement of both(one, other)) expect(judgement.verdict).not.toBe("automatic");
  });
});

describe("a judgement", () => {
  it("gives reasons, the heaviest first, and never what stands in the records", () => {
    const { reasons } = judge(mina, { ...mina, phone: "+44 7700 900555" }, counted);
    expect(reasons.map((reason) => reason.code)).toContain("same_birth_date");
    expect(reasons.map((reason) => reason.code)).toContain("other_phone");
    expect(reasons.find((reason) => reason.code === "other_phone")?.bits).toBeLessThan(0);
    const weights = reasons.map((reason) => Math.abs(reason.bits));
    expect(weights).toEqual(weights.toSorted((one, other) => other - one));
    // The bits are numbers of ours: among their digits a house number may stand by chance.
    const told = JSON.stringify(reasons.map(({ bits: _bits, ...words }) => words)).toLowerCase();
    for (const value of Object.values(mina)) expect(told).not.toContain(value.toLowerCase());
  });

  it("weighs a rare name more than a common one", () => {
    const named = (family_name: string) => {
      const one = { given_name: "John", family_name, birth_date: "1984-06-21" };
      return judge(one, { ...one }, counted).bits;
    };
    expect(named("Thornquist")).toBeGreaterThan(named("Okafor"));
    expect(named("Okafor")).toBeGreaterThan(named("Smith") + 1);
  });

  it("of a pair of which nothing can be compared is that a stranger is somebody else", () => {
    const nothing = judge(mina, {}, counted);
    expect(nothing).toMatchObject({ verdict: "dropped", reasons: [], otherwise: "strangers" });
    expect(nothing.probability).toBeCloseTo(1e-5, 6);
  });

  it("does not mind which of two has given and family name the wrong way round", () => {
    const one = { given_name: "Smith", family_name: "Anna" };
    const other = { given_name: "Anna", family_name: "Smith" };
    expect(judge(one, other, counted).probability).toBe(judge(other, one, counted).probability);
  });

  const text = fc.oneof(
    fc.constantFrom("Anna", "Smith", "1984-06-21", "12", "+44 7700 900123", ""),
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  const record = fc.record(
    {
      given_name: text,
      family_name: text,
      full_name: text,
      birth_date: text,
      street: text,
      house_number: text,
      city: text,
      postal_code: text,
      country: text,
      phone: text,
      email: text,
    },
    { requiredKeys: [] },
  );

  it("is the same whichever record is asked for, a probability, and automatic only above the threshold", () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        const there = judge(one, other, counted);
        const back = judge(other, one, counted);
        expect(back.probability).toBeCloseTo(there.probability, 9);
        expect(back.verdict).toBe(there.verdict);
        expect(there.probability).toBeGreaterThanOrEqual(0);
        expect(there.probability).toBeLessThanOrEqual(1);
        if (there.verdict === "automatic") {
          expect(there.probability).toBeGreaterThanOrEqual(thresholds.automatic);
        }
      }),
      { numRuns: 500 },
    );
  });
});
