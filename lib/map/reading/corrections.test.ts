import { describe, expect, it } from "vitest";
import { choicesInWords, correctionsInWords } from "../live/correction-words.ts";
import { unwritableFindings } from "../live/unwritable.ts";
import { lineOf } from "./mistake.ts";
import { isWrong, readMapText } from "./read-map.ts";

const words = { category: "identifiers", purpose: "p", legal_basis: "contract", source: "s", retention: "r" };
const people = (fields: object, more: object = {}) => ({
  name: "people",
  label: "You",
  ...words,
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: { id: { label: "Id" }, email: { label: "E-mail" }, ...fields },
  ...more,
});
const system = (id: string, ...collections: object[]) => ({
  id,
  title: id,
  connector: "postgres",
  owner: { name: "Ravi", email: "ravi@example.com" },
  country: "IE",
  settings: { url: "env:URL" },
  collections,
});
const read = (...systems: object[]) => readMapText(JSON.stringify({ systems }), "map.yaml", "systems");
const told = (...systems: object[]) =>
  read(...systems).findings.map((one) => lineOf(one).replace(/^\S+ systems\./, ""));
const name = { label: "Name", fact: "person.full_name" };
const flag = { of: "restriction", set: { held: true } };

describe("corrections in the map", () => {
  it.each<[string, object, string[]]>([
    ["all is well", { ...name, correct: { by: "write", normalise: "trim" } }, []],
    [
      "never without a reason",
      { ...name, correct: { by: "never" } },
      ["shop.collections.people.fields.name.correct: say why it may not be changed on request"],
    ],
    [
      "a way of writing of another fact",
      { ...name, correct: { by: "write", normalise: "phone" } },
      [
        "shop.collections.people.fields.name.correct.normalise: phone is no way to write person.full_name; it is for contact.phone",
      ],
    ],
    [
      "a way of writing of no fact",
      { label: "Name", correct: { by: "write", normalise: "country_code" } },
      [
        "shop.collections.people.fields.name.correct.normalise: country_code is a way to write contact.country: say which fact the field is",
      ],
    ],
    [
      "what is never read",
      { label: "Word", disclose: "never", correct: { by: "write" } },
      [
        "shop.collections.people.fields.name.correct: what is never shown is never read, so nobody can see what would be corrected",
      ],
    ],
    [
      "a copy that is not there",
      { ...name, correct: { by: "write", derived: ["shop.people.nme"] } },
      [
        expect.stringMatching(
          /correct\.derived\[0\]: there is no field shop\.people\.nme/,
        ) as unknown as string,
      ],
    ],
    [
      "a copy in a system that may be on the desk",
      { ...name, correct: { by: "write", derived: ["crm.people.name"] } },
      [expect.stringMatching(/correct\.derived\[0\]: perhaps: there is no system crm/) as unknown as string],
    ],
    [
      "itself as its copy",
      { ...name, correct: { by: "write", derived: ["shop.people.name"] } },
      ["shop.collections.people.fields.name.correct.derived[0]: this is the field itself; name its copies"],
    ],
  ])("%s", (_, field, lines) => {
    expect(told(system("shop", people({ name: field })))).toEqual(lines);
  });

  it("a fact that is corrected in one place only is a doubt, unless the other is its copy", () => {
    const other = system("news", people({ name }));
    const shop = (correct: object) => system("shop", people({ name: { ...name, correct } }));
    expect(told(shop({ by: "write" }), other)).toEqual([
      "news.collections.people.fields.name: perhaps: person.full_name can be corrected in shop, but nothing says how here: write correct with by: write, ask or never",
    ]);
    expect(told(shop({ by: "never", why: "It is ours" }), other)).toEqual([]);
    expect(told(shop({ by: "write", derived: ["news.people.name"] }), other)).toEqual([]);
  });
});

describe("choices in the map", () => {
  const held = { held: { label: "Held back" } };
  it("name fields that are described", () => {
    expect(told(system("shop", people(held, { effects: [flag] })))).toEqual([]);
    expect(told(system("shop", people({}, { effects: [flag] })))).toEqual([
      expect.stringMatching(/effects\[0\]\.set\.held: there is no field held/),
    ]);
    const lifted = { ...flag, lifted: { email: "x" } };
    expect(told(system("shop", people(held, { effects: [lifted] })))).toEqual([
      expect.stringMatching(/effects\[0\]\.lifted\.email: perhaps: set does not name email/),
    ]);
  });

  it("are not marked on rows that are nobody's alone", () => {
    const notes = {
      ...people(held, {
        effects: [flag],
        name: "notes",
        belongs: [{ to: "people", on: { id: "id" }, as: "shared" }],
      }),
      subject_key: undefined,
      match: undefined,
    };
    const found = read(system("shop", people({}), notes)).findings;
    expect(found.map((one) => one.message)).toEqual([expect.stringMatching(/nobody's alone/)]);
    expect(isWrong(found)).toBe(true);
  });
});

describe("corrections in words", () => {
  const systems = read(
    system(
      "shop",
      people(
        {
          name: { ...name, correct: { by: "write", normalise: "family_comma_given" } },
          held: { label: "Held" },
        },
        { effects: [flag] },
      ),
    ),
    system("news", people({ name: { ...name, correct: { by: "never", why: "Printed." } } })),
  ).systems.map((one) => one.system);

  it("tell where a fact stands and where a choice can be marked", () => {
    expect(correctionsInWords(systems)).toEqual([
      "person.full_name",
      "  shop.people.name: written, as family comma given",
      "  news.people.name: never: Printed.",
    ]);
    expect(choicesInWords(systems)).toContain("restriction: marked in shop.people (held); not in news");
    expect(choicesInWords(systems)).toContain("sale: marked nowhere");
  });

  it("tell what the live system does not let be written", () => {
    const field = (of: string, why: string | null) => ({
      collection: "people",
      field: of,
      by: why === null ? ("write" as const) : ("ask" as const),
      why,
      type: { kind: "text" as const, nullable: true, most: null, choices: null },
      identifies: false,
    });
    const [shop] = systems;
    if (shop === undefined) throw new Error("there is a shop");
    const found = unwritableFindings(
      shop,
      [field("name", "It is a view."), field("held", "It may not.")],
      [],
    );
    expect(found.map((one) => [one.path.join("."), one.weight])).toEqual([
      ["collections.0.fields.name.correct", "doubt"],
      ["collections.0.effects.0", "doubt"],
    ]);
    expect(unwritableFindings(shop, [field("name", null), field("held", null)], [])).toEqual([]);
  });
});
