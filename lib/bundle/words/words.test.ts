import { describe, expect, it } from "vitest";
import { answerIn } from "#lib/core/languages.ts";
import { lawIds } from "#lib/law/regimes/all.ts";
import { isolated } from "./say.ts";
import { countryInWords, dateInWords, dayAsDate, listInWords, numberInWords, wordsFor } from "./words.ts";

describe("the words for a language", () => {
  it("follow the language of a tag, and are English where we have none", () => {
    for (const [tag, language] of [
      ["de", "de"],
      ["de-AT", "de"],
      ["AR", "ar"],
      ["es-419", "es"],
      ["tlh", "en"],
      ["__proto__", "en"],
      ["", "en"],
    ] as const) {
      expect(wordsFor(tag).language, tag).toBe(language);
    }
    expect(wordsFor("ar").direction).toBe("rtl");
    expect(wordsFor("fr").direction).toBe("ltr");
  });

  it("write dates with the month's name, in the language, and digits that fit the references", () => {
    const dates = answerIn.map((language) => dayAsDate("2026-03-04", wordsFor(language)));
    expect(dates).toEqual([
      "4 March 2026",
      "4. März 2026",
      "4 mars 2026",
      "4 de marzo de 2026",
      "4 marzo 2026",
      "4 marca 2026",
      "4 maart 2026",
      "4 de março de 2026",
      "4 مارس 2026",
      "4 במרץ 2026",
    ]);
    const evening = new Date("2026-03-04T23:30:00Z");
    expect(dateInWords(evening, "Europe/Berlin", wordsFor("de"))).toBe("5. März 2026");
  });

  it("write numbers, lists and countries as the language does", () => {
    const of = (language: string) => {
      const words = wordsFor(language);
      return [
        numberInWords(1234567, words).replaceAll(/\s/gu, " "),
        listInWords(["A", "B"], words),
        countryInWords("de", words),
      ];
    };
    expect(of("en")).toEqual(["1,234,567", "A and B", "Germany"]);
    expect(of("de")).toEqual(["1.234.567", "A und B", "Deutschland"]);
    expect(of("fr")).toEqual(["1 234 567", "A et B", "Allemagne"]);
    expect(of("es")).toEqual(["1.234.567", "A y B", "Alemania"]);
    expect(of("ar")).toEqual(["1,234,567", "\u2068A\u2069 و\u2068B\u2069", "ألمانيا"]);
  });

  it("count in Arabic with its six forms", () => {
    const { records } = wordsFor("ar");
    expect([0, 1, 2, 3, 11, 100].map(records)).toEqual([
      "لا سجلات",
      "سجل واحد",
      "سجلان",
      "3 سجلات",
      "11 سجلًا",
      "100 سجل",
    ]);
  });

  it("name every law that we know in every language, in words that are not the id", () => {
    for (const language of answerIn) {
      for (const id of [...lawIds, "OWN_POLICY"]) {
        const named = wordsFor(language).law(id);
        expect(named.length, `${language} ${id}`).toBeGreaterThan(8);
        expect(named).not.toContain(id);
      }
    }
    expect(wordsFor("de").law("EU_GDPR")).toContain("Datenschutz-Grundverordnung");
    expect(wordsFor("ar").law("EU_GDPR")).toContain("اللائحة العامة لحماية البيانات");
  });

  it("cite articles of the GDPR only where it applies", () => {
    for (const language of answerIn) {
      const { basis, rights } = wordsFor(language);
      expect(basis("EU_GDPR", "consent"), language).toMatch(/6/);
      expect(basis("US_CA_CCPA", "consent"), language).not.toMatch(/\d/);
      expect(rights("UK_GDPR").join(), language).toMatch(/16/);
      expect(rights("US_CA_CCPA").join() + rights("BR_LGPD").join(), language).not.toMatch(/\d/);
    }
  });
});

describe("a value that runs the other way", () => {
  it("stands in an isolate that it cannot leave", () => {
    expect(isolated("Mina Okafor", "ltr")).toBe("Mina Okafor");
    expect(isolated("ليلى", "ltr")).toBe("\u2068ليلى\u2069");
    expect(isolated("LK-7K4-2QD", "rtl")).toBe("\u2068LK-7K4-2QD\u2069");
    expect(isolated("\u2069\u202Eevil", "rtl")).toBe("\u2068evil\u2069");
    expect(isolated("\u2067evil", "rtl")).toBe("\u2068\u2067evil\u2069\u2069");
    expect(wordsFor("ar").quote("LK-7K4-2QD")).toContain("\u2068LK-7K4-2QD\u2069");
  });
});
