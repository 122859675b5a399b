import { describe, expect, it } from "vitest";
import type { HeldType } from "#connectors/correct.ts";
import type { Parts } from "../views.ts";
import { field, text } from "./fixture/field.ts";
import type { About } from "./matching.ts";
import type { Normalise } from "./rendered.ts";
import { type RowField, shapeRow } from "./row.ts";

const shape = (about: About, wrong: Parts[], wanted: Parts, fields: RowField[], country = "IE") =>
  Object.fromEntries(
    shapeRow(fields, country, { about, wrong, wanted, home: "IE" }).map((one) => [
      one.name,
      one.how === "by_hand" ? `? ${one.why}` : `${one.disputed ? "" : "(other) "}${one.value}`,
    ]),
  );

const old: Parts = {
  "contact.street": "1 Mill Road",
  "contact.city": "Cork",
  "contact.postal_code": "T12 AB34",
};
const wanted: Parts = {
  "contact.street": "9 Harbour Lane",
  "contact.city": "Cobh",
  "contact.postal_code": "P24 XY12",
};

describe("an address", () => {
  const lines = (street: string, city: string, postal: string) => [
    field("contact.street", street),
    field("contact.city", city),
    field("contact.postal_code", postal),
  ];
  it.each<[string, RowField[], Record<string, string>]>([
    [
      "in lines",
      lines("1 Mill Road", "Cork", "T12 AB34"),
      { street: "9 Harbour Lane", city: "Cobh", postal_code: "P24 XY12" },
    ],
    [
      "in capital letters",
      lines("1 MILL ROAD", "CORK", "T12 AB34"),
      { street: "9 HARBOUR LANE", city: "COBH", postal_code: "P24 XY12" },
    ],
    [
      "half corrected before",
      lines("9 Harbour Lane", "Cork", "T12 AB34"),
      { street: "9 Harbour Lane", city: "Cobh", postal_code: "P24 XY12" },
    ],
    [
      "in one field",
      [field("contact.address", "1 Mill Road, Cork, T12 AB34, Ireland")],
      { address: "9 Harbour Lane, Cobh, P24 XY12, Ireland" },
    ],
    [
      "in one field over lines",
      [field("contact.address", "Mill Road 1\nCork T12 AB34")],
      { address: "(other) 9 Harbour Lane\nCobh P24 XY12" },
    ],
    [
      "that is another one",
      lines("4 Quay Street", "Cork", "T12 AB34"),
      { street: "(other) 9 Harbour Lane", city: "(other) Cobh", postal_code: "(other) P24 XY12" },
    ],
  ])("%s", (_, fields, expected) => {
    expect(shape("contact.address", [old], wanted, fields)).toEqual(expected);
  });

  it("given whole is not taken apart", () => {
    const found = shape(
      "contact.address",
      [{ "contact.address": "1 Mill Road, Cork" }],
      { "contact.address": "9 Harbour Lane, Cobh" },
      lines("1 Mill Road", "Cork", "T12"),
    );
    expect(found.street).toMatch(/^\? .*one by one/);
  });

  it("whose part stands twice in one field is written anew, or by nobody", () => {
    const twice = field("contact.address", "Cork Road 2, Cork, T12 AB34");
    const corkRoad = { ...old, "contact.street": "Cork Road 2" };
    expect(shape("contact.address", [corkRoad], wanted, [twice]).address).toBe(
      "9 Harbour Lane, Cobh P24 XY12",
    );
    expect(
      shape("contact.city", [{ "contact.city": "Cork" }], { "contact.city": "Cobh" }, [twice]).address,
    ).toMatch(/^\?/);
  });

  it("of a second place that nobody disputes is told apart from the wrong one", () => {
    const [cell] = shapeRow(lines("4 Quay Street", "Cork", "T12 AB34"), "IE", {
      about: "contact.address",
      wrong: [old],
      wanted,
      home: "IE",
    });
    expect(cell).toMatchObject({ disputed: false, how: "write" });
  });

  it("part that goes is emptied as the system can", () => {
    const flat: Parts = { "contact.street": "1 Mill Road", "contact.street_more": "Flat 2" };
    const fields = (type: HeldType) => [
      field("contact.street", "1 Mill Road"),
      field("contact.street_more", "Flat 2", { type }),
    ];
    const gone: Parts = { "contact.street_more": "" };
    expect(shape("contact.address", [flat], gone, fields(text)).street_more).toBe("null");
    expect(shape("contact.address", [flat], gone, fields({ ...text, nullable: false })).street_more).toBe("");
  });
});

describe("a name", () => {
  const wrong: Parts = { "person.full_name": "Mina Okafor" };
  const given = (now: string) => field("person.given_name", now);
  const family = (now: string) => field("person.family_name", now);
  it.each<[string, Parts, RowField[], Record<string, string>]>([
    [
      "in one field",
      { "person.full_name": "Mina Brandt" },
      [field("person.full_name", "Mina Okafor")],
      { full_name: "Mina Brandt" },
    ],
    [
      "family name first",
      { "person.full_name": "Mina Brandt" },
      [field("person.full_name", "Okafor, Mina", { normalise: "family_comma_given" })],
      { full_name: "Brandt, Mina" },
    ],
    [
      "split where the row shows where",
      { "person.full_name": "Mina Okafor-Brandt" },
      [given("Mina"), family("Okafor")],
      { given_name: "Mina", family_name: "Okafor-Brandt" },
    ],
    [
      "with parts that were given",
      { "person.given_name": "Mina Ada", "person.family_name": "van der Berg" },
      [given("Mina"), family("Okafor")],
      { given_name: "Mina Ada", family_name: "van der Berg" },
    ],
    [
      "of which the family name becomes another",
      { "person.family_name": "Brandt" },
      [field("person.full_name", "Mina Okafor", { normalise: undefined }), ...[]],
      { full_name: "? " },
    ],
    [
      "that nobody can split",
      { "person.full_name": "Ana Maria Lopez Ruiz" },
      [given("Mina"), family("Okafor")],
      { given_name: "? ", family_name: "? " },
    ],
    [
      "with an accent more",
      { "person.full_name": "Mína Okafor" },
      [field("person.full_name", "Mina Okafor")],
      { full_name: "Mína Okafor" },
    ],
  ])("%s", (_, wish, fields, expected) => {
    const found = shape("person.full_name", [wrong], wish, fields);
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, value] of Object.entries(expected)) {
      if (value === "? ") expect(found[name]).toMatch(/^\? /);
      else expect(found[name]).toBe(value);
    }
  });
});

describe("a telephone number", () => {
  const phone = (now: string | null, normalise?: Normalise, country = "IE", next = "+353 21 234 5678") =>
    shape(
      "contact.phone",
      [{ "contact.phone": now ?? "" }],
      { "contact.phone": next },
      [field("contact.phone", now, { normalise })],
      country,
    ).phone;
  it.each([
    ["+353215550100", undefined, "+353212345678"],
    ["+353 21 555 0100", undefined, "+353 21 234 5678"],
    ["00353215550100", undefined, "00353212345678"],
    ["0215550100", undefined, "0212345678"],
    ["(021) 555 0100", "phone", "+353212345678"],
    ["353215550100", "digits", "353212345678"],
    ["0215550100", "digits", "0212345678"],
  ] as const)("as %s is written (%s)", (now, normalise, expected) => {
    expect(phone(now, normalise)).toBe(expected);
  });
  it("of another country is not written as one that is dialled here", () => {
    expect(phone("0215550100", "phone_national", "IE", "+49 30 1234567")).toMatch(/^\? .*own country/);
    expect(phone("030 1234567", "phone_national", "DE", "+49 30 7654321")).toBe("030 7654321");
  });
  it("whose way nobody can tell goes to a person", () => {
    expect(phone("215550100")).toMatch(/^\?/);
    expect(phone("+353215550100", "phone", "IE", "ask my mother")).toMatch(/^\?/);
  });
});

describe("a day", () => {
  const day = (now: string | null, more: Partial<RowField> = {}, next = "1988-03-02") =>
    shape("person.birth_date", [{ "person.birth_date": "1988-02-03" }], { "person.birth_date": next }, [
      field("person.birth_date", now, more),
    ]).birth_date;
  it.each<[string | null, Partial<RowField>, string]>([
    ["1988-02-03", {}, "1988-03-02"],
    ["03.02.1988", { normalise: "day_month_year" }, "02.03.1988"],
    ["02/03/1988", { normalise: "month_day_year" }, "03/02/1988"],
    ["3/2/1988", { normalise: "day_month_year" }, "2/3/1988"],
    ["03.02.1988", {}, "02.03.1988"],
    ["19880203", {}, "19880302"],
    ["1988-02-03", { type: { ...text, kind: "date" } }, "1988-03-02"],
  ])("as %s is written", (now, more, expected) => expect(day(now, more)).toBe(expected));
  it("that could be two days is not guessed", () => {
    expect(day("05.06.1988", {}, "1988-03-02")).toMatch(/^\?/);
    expect(day("1988-02-03", {}, "03/02/1988")).toMatch(/^\?/);
  });
});

describe("what the system can hold", () => {
  const street = (type: Partial<HeldType>, next = "9 Harbour Lane") =>
    shape("contact.street", [{ "contact.street": "1 Mill Road" }], { "contact.street": next }, [
      field("contact.street", "1 Mill Road", { type: { ...text, ...type } }),
    ]).street;
  it("is never cut to fit", () => {
    expect(street({ most: 14 })).toBe("9 Harbour Lane");
    expect(street({ most: 13 })).toMatch(/^\? .*13 letters/);
  });
  it("is one of its choices or nothing", () => {
    expect(street({ choices: ["9 HARBOUR LANE", "x"] })).toBe("9 HARBOUR LANE");
    expect(street({ choices: ["x"] })).toMatch(/^\?/);
    expect(street({ kind: "number" })).toMatch(/^\?/);
    expect(street({ kind: "json" })).toMatch(/^\?/);
  });
});

it.each([
  ["IE", undefined, "DE", "DE"],
  ["Ireland", undefined, "Germany", "Germany"],
  ["Ireland", "country_code", "Germany", "DE"],
  ["ie", undefined, "Germany", "de"],
  ["Irlanda", undefined, "Germany", "?"],
] as const)("a country as %s is written (%s)", (now, normalise, next, expected) => {
  const found = shape("contact.country", [{ "contact.country": now }], { "contact.country": next }, [
    field("contact.country", now, { normalise }),
  ]);
  expect(found.country?.slice(0, expected.length)).toBe(expected);
});

it("a town that is disputed does not make another street in it disputed", () => {
  const wrong: Parts[] = [{ "contact.city": "Cork" }, { "contact.street": "1 Mill Road" }];
  const row = (street: string) => [field("contact.street", street), field("contact.city", "Cork")];
  expect(shape("contact.address", wrong, wanted, row("4 Quay Street")).city).toBe("(other) Cobh");
  expect(shape("contact.address", wrong, wanted, row("1 Mill Road")).city).toBe("Cobh");
});

it("what is right already stays as it is written", () => {
  const line = "9 Harbour Lane, Cobh, P24 XY12, Ireland";
  expect(shape("contact.address", [old], wanted, [field("contact.address", line)]).address).toBe(line);
  const longer: Parts = { "contact.street": "1 Mill Road West" };
  const mill: Parts = { "contact.street": "1 Mill Road" };
  const at = (text: string) => [field("contact.address", text)];
  expect(shape("contact.street", [mill], longer, at("1 Mill Road West, Cork")).address).toBe(
    "1 Mill Road West, Cork",
  );
  expect(shape("contact.street", [mill], longer, at("1 Mill Road, Cork")).address).toBe(
    "1 Mill Road West, Cork",
  );
  expect(shape("contact.street", [longer], mill, at("1 Mill Road West, Cork")).address).toBe(
    "1 Mill Road, Cork",
  );
});
