import { describe, expect, it } from "vitest";
import { both, home, mina } from "./fixture/known.ts";
import type { PersonRecord } from "./record.ts";

describe("one person", () => {
  it.each<[string, PersonRecord, PersonRecord]>([
    ["copied", mina, { ...mina }],
    [
      "in capitals, with the house number in the street",
      mina,
      { ...mina, given_name: "MINA", family_name: "OKAFOR", street: "HARBOUR RD 12", house_number: "" },
    ],
    [
      "with her full name in one field",
      mina,
      { ...mina, given_name: "", family_name: "", full_name: "Okafor, Mina" },
    ],
    ["with names in each other's field", mina, { ...mina, given_name: "Okafor", family_name: "Mina" }],
    [
      "with day and month the other way round",
      { ...mina, birth_date: "1984-06-11" },
      { ...mina, birth_date: "1984-11-06" },
    ],
    [
      "after she moved, with a new telephone",
      { ...mina, phone: "" },
      { ...mina, street: "Mill Road", city: "Kelby", postal_code: "16011" },
    ],
    [
      "with a date as the Germans write it, and a national number",
      mina,
      { ...mina, birth_date: "21.06.1984", phone: "07700 900123" },
    ],
    [
      "without diacritics",
      { ...mina, given_name: "Łucja", family_name: "Łódzki" },
      { ...mina, given_name: "Lucja", family_name: "Lodzki" },
    ],
    ["whose name changed by marriage", { ...mina, email: "" }, { ...mina, family_name: "Jones" }],
    [
      "in signs",
      { ...mina, given_name: "太郎", family_name: "山田" },
      { ...mina, given_name: "太郎", family_name: "山田" },
    ],
    [
      "in Cyrillic and in Latin letters",
      { ...mina, given_name: "Дмитрий", family_name: "Шевченко" },
      { ...mina, given_name: "Dmitriy", family_name: "Shevchenko" },
    ],
    [
      "in Arabic and in Latin letters",
      { ...mina, given_name: "محمد", family_name: "حسن" },
      { ...mina, given_name: "Mohammed", family_name: "Hassan" },
    ],
  ])("is linked automatically %s", (_how, one, other) => {
    for (const judgement of both(one, other)) expect(judgement.verdict).toBe("automatic");
  });

  it.each<[string, PersonRecord, PersonRecord]>([
    [
      "whose name changed by marriage, and who moved within the town",
      mina,
      {
        given_name: "Mina",
        family_name: "Jones",
        birth_date: "1984-06-21",
        ...home,
        street: "Mill Road",
        phone: "+44 7700 900777",
      },
    ],
    [
      "in Japanese signs and in Latin letters",
      { ...mina, given_name: "太郎", family_name: "山田", email: "" },
      { ...mina, given_name: "Taro", family_name: "Yamada" },
    ],
    ["known by an initial", { ...mina, email: "" }, { ...mina, given_name: "M." }],
    ["whose birth date one system does not know", { ...mina, email: "" }, { ...mina, birth_date: "" }],
  ])("is shown to a person %s", (_how, one, other) => {
    for (const judgement of both(one, other)) expect(judgement.verdict).toBe("possible");
  });
});
