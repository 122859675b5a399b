import { describe, expect, it } from "vitest";
import type { Fact } from "#connectors/language/field.ts";
import { Merge, type SnapshotFact } from "./merge.ts";

const source = (system: string, changed: string | null = null) => ({
  system,
  collection: "people",
  changed,
  alike: false,
});

/** What comes of several systems' words about one fact. */
function factOf(
  fact: Fact,
  said: [system: string, text: string, country?: string][],
): SnapshotFact | undefined {
  const merge = new Merge();
  for (const [system, text, country = "IE"] of said) {
    merge.add({ fact, text, country, source: source(system) });
  }
  return merge.result()[0]?.facts[0];
}

describe("what systems say about one fact", () => {
  it.each<[string, Fact, [string, string, string?][], string, number]>([
    [
      "the same",
      "person.full_name",
      [
        ["a", "Mina Okafor"],
        ["b", "Mina Okafor"],
      ],
      "same",
      1,
    ],
    [
      "in another case",
      "person.full_name",
      [
        ["a", "Mina Okafor"],
        ["b", "MINA OKAFOR"],
      ],
      "written",
      1,
    ],
    [
      "without accents",
      "person.full_name",
      [
        ["a", "Renée Müller"],
        ["b", "Renee Muller"],
      ],
      "written",
      1,
    ],
    [
      "the other way round",
      "person.full_name",
      [
        ["a", "Okafor, Mina"],
        ["b", "Mina Okafor"],
      ],
      "written",
      1,
    ],
    [
      "national and international",
      "contact.phone",
      [
        ["a", "087 555 0142"],
        ["b", "+353 87 555 0142"],
      ],
      "written",
      1,
    ],
    [
      "national numbers of two countries",
      "contact.phone",
      [
        ["a", "0151 555 0142"],
        ["b", "0151 555 0142", "DE"],
      ],
      "differs",
      2,
    ],
    [
      "a date in two ways",
      "person.birth_date",
      [
        ["a", "1984-03-12"],
        ["b", "12.03.1984"],
      ],
      "written",
      1,
    ],
    [
      "two birth dates",
      "person.birth_date",
      [
        ["a", "1984-03-12"],
        ["b", "1984-03-21"],
      ],
      "differs",
      2,
    ],
    [
      "two birth dates in one system",
      "person.birth_date",
      [
        ["a", "1984-03-12"],
        ["a", "1985-03-12"],
      ],
      "differs",
      2,
    ],
    ["one system alone", "person.birth_date", [["a", "1984-03-12"]], "one", 1],
    [
      "an old address beside the common one",
      "contact.street",
      [
        ["a", "1 Elm Row"],
        ["a", "2 Oak Row"],
        ["b", "1 Elm Row"],
      ],
      "same",
      2,
    ],
    [
      "no address in common",
      "contact.street",
      [
        ["a", "1 Elm Row"],
        ["b", "2 Oak Row"],
      ],
      "differs",
      2,
    ],
    [
      "postal codes with and without space",
      "contact.postal_code",
      [
        ["a", "D08 X2Y3"],
        ["b", "d08x2y3"],
      ],
      "written",
      1,
    ],
    [
      "yes and no",
      "preference.marketing",
      [
        ["a", "true"],
        ["b", "no"],
      ],
      "differs",
      2,
    ],
    [
      "yes and true",
      "preference.marketing",
      [
        ["a", "yes"],
        ["b", "true"],
      ],
      "written",
      1,
    ],
    [
      "orders",
      "order.number",
      [
        ["a", "1"],
        ["b", "2"],
      ],
      "listed",
      2,
    ],
  ])("%s", (_what, fact, said, agreement, values) => {
    const found = factOf(fact, said);
    expect(found?.agreement).toBe(agreement);
    expect(found?.values).toHaveLength(values);
  });

  it("is kept with each source once and its newest change, and long lists are counted", () => {
    const merge = new Merge();
    for (const changed of ["2025-01-01", "2026-02-01", "2025-05-05"]) {
      merge.add({
        fact: "contact.email",
        text: "mina@example.com",
        country: "IE",
        source: source("a", changed),
      });
    }
    for (let n = 0; n < 40; n++) {
      merge.add({ fact: "order.number", text: String(n), country: "IE", source: source("a") });
    }
    merge.add({ fact: "person.sex", text: "   ", country: "IE", source: source("a") });
    const [contact, order, ...more] = merge.result();
    expect(more).toEqual([]);
    expect(contact?.facts[0]?.values[0]?.sources).toEqual([source("a", "2026-02-01")]);
    expect(order?.facts[0]).toMatchObject({ more: 28 });
    expect(order?.facts[0]?.values).toHaveLength(12);
  });
});
