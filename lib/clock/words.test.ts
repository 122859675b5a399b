import { describe, expect, it } from "vitest";
import { dayInWords } from "#lib/core/day.ts";
import type { AnswerLanguage } from "#lib/core/languages.ts";
import type { LawReason } from "#lib/law/choose.ts";
import { regimes } from "#lib/law/regimes/all.ts";
import { asked, clock } from "./fixture/asked.ts";
import type { Step, Warning } from "./step.ts";
import {
  alsoInWords,
  choiceInWords,
  clockLanguages,
  inWords,
  stepsInWords,
  targetInWords,
  warningInWords,
} from "./words.ts";

const from = "2026-01-31";
const to = "2026-02-28";
const on = { from, to };
const counts = [1, 2, 10, 45];
/** Every kind of step; a new kind without words in some language does not pass the types. */
const everyStep: Record<Step["op"], Step[]> = {
  received: [
    { op: "received", from, to: from },
    { op: "received", ...on },
  ],
  begins: (["followed", "last_entry", "withdrawn"] as const).map((because) => ({
    op: "begins" as const,
    because,
    from: to,
    to,
  })),
  dated: [{ op: "dated", ...on }],
  starts_later: (["identity", "fee", "authority", "fee_reflection"] as const).map((because) => ({
    op: "starts_later" as const,
    because,
    ...on,
  })),
  add: (["month", "day", "business_day"] as const).flatMap((unit) =>
    counts.map((n) => ({ op: "add" as const, n, unit, ...on })),
  ),
  clamp: [{ op: "clamp", ...on }],
  pause: counts.map((days) => ({ op: "pause" as const, days, ...on })),
  roll: [
    { op: "roll", place: "IE", from: "2026-02-28", to: "2026-03-02" },
    { op: "roll", place: "IE", from: "2026-04-06", to: "2026-04-07" },
  ],
  two_working_days: [{ op: "two_working_days", ...on }],
  first_day_counted: [{ op: "first_day_counted", ...on }],
  saturday_counted: [{ op: "saturday_counted", ...on }],
  person_day: [{ op: "person_day", ...on }],
};
const everyWarning: Record<Warning, true> = {
  holiday_data_missing: true,
  undue_delay: true,
  extension_invalid: true,
  pause_refused: true,
};
const everyReason: Record<LawReason, true> = {
  residence: true,
  residence_of_country: true,
  everyone: true,
  chosen_by_staff: true,
};
const keys = <Key extends string>(of: Record<Key, unknown>) => Object.keys(of) as Key[];

/** Everything that a clock can say in a language, with its days left out. */
function everything(language: string): string[] {
  const [regime] = regimes;
  if (!regime) throw new Error("no law");
  const law = { ...regime, name: "QQQ" };
  const day = "2026-03-02";
  const steps = keys(everyStep).flatMap((op) => everyStep[op]);
  return [
    ...steps.flatMap((step) => inWords([step], language)),
    // A count that begins again elsewhere, and one that ends with its month.
    ...steps.flatMap((step) => inWords([{ op: "received", from: day, to: day }, step], language).slice(1)),
    ...inWords(
      [
        { op: "add", n: 1, unit: "month", ...on },
        { op: "clamp", from: to, to },
      ],
      language,
    ),
    ...keys(everyWarning).map((one) => warningInWords(one, language)),
    ...keys(everyReason).flatMap((reason) =>
      ([undefined, "claimed", "evidenced"] as const).map((residence) =>
        choiceInWords({ regime: law, reason, ...(residence ? { residence } : {}) }, "IE", language),
      ),
    ),
    alsoInWords("QQQ", day, language),
    alsoInWords("QQQ", null, language),
    targetInWords("QQQ", day, language),
    targetInWords(null, day, language),
  ].map((one) =>
    ["2026-01-31", "2026-02-28", day, "2026-04-06", "2026-04-07"].reduce(
      (text, each) => text.replaceAll(dayInWords(each, language), "#"),
      one,
    ),
  );
}

const wordsOf = (sentences: string[]) =>
  new Set(sentences.flatMap((one) => one.toLowerCase().match(/\p{L}+/gu) ?? []));

describe.each(clockLanguages)("in %s", (language) => {
  const said = everything(language);

  it("every step, warning and reason has whole sentences", () => {
    expect(said.length).toBeGreaterThan(60);
    for (const one of said) {
      expect(one).toMatch(/^[\p{Lu}\p{Lo}\d#].*\.$/u);
      expect(one).not.toMatch(/undefined|null\b|NaN|object|\s\s|\s[.,]|\$\{|\.\./);
      expect(one, "a day written as a number").not.toMatch(/\d{4}-\d{2}/);
    }
    // Every step tells a day.
    for (const op of keys(everyStep))
      for (const step of everyStep[op])
        for (const { sentence } of stepsInWords([step], language)) expect(sentence).toMatch(/2026/);
  });

  it("leaves no English word over", () => {
    if (language === "en") return;
    // Words that are spelt alike in both languages, and the law's name.
    const alike: Record<string, string[]> = {
      de: ["an", "in", "pause", "person"],
      fr: ["on", "date", "pause", "question", "a"],
      es: ["a", "no"],
      it: ["a"],
      pl: ["to", "ten", "weekend", "on"],
      nl: ["in", "we", "is", "had", "was", "later", "of", "over", "die", "want", "even", "weekend", "begin"],
      pt: ["do", "a", "no", "for"],
    };
    const english = wordsOf(everything("en"));
    const left = [...wordsOf(said)].filter(
      (word) => english.has(word) && !["qqq", ...(alike[language] ?? [])].includes(word),
    );
    expect(left).toEqual([]);
  });

  it("says the place in its own words", () => {
    const [regime] = regimes.filter(({ id }) => id === "US_CA_CCPA");
    if (!regime) throw new Error("no law");
    const names: Record<AnswerLanguage, string> = {
      en: "California",
      de: "Kalifornien",
      fr: "Californie",
      es: "California",
      it: "California",
      pl: "Kalifornia",
      nl: "Californië",
      pt: "Califórnia",
      ar: "كاليفورنيا",
      he: "קליפורניה",
    };
    expect(choiceInWords({ regime, reason: "residence" }, "US-CA", language)).toContain(
      names[language as AnswerLanguage],
    );
  });
});

describe("the words of a clock", () => {
  it("are English where a language has none, and the language's own for its regions", () => {
    const step: Step[] = [{ op: "received", from, to: from }];
    expect(inWords(step, "sv")).toEqual(inWords(step, "en"));
    expect(inWords(step, "toString")).toEqual(inWords(step, "en"));
    expect(inWords(step, "fr-CH")).toEqual(inWords(step, "fr"));
  });

  it("come with the text of the law that they stand on", () => {
    const steps = clock(asked("EU_GDPR", "access", from), "answer", from)?.steps ?? [];
    const told = stepsInWords(steps, "fr");
    expect(told.map(({ source }) => source?.cite ?? null)).toEqual([
      null,
      "Regulation (EU) 2016/679, article 12(3); Regulation 1182/71, article 3",
      null,
    ]);
    expect(told[1]?.source?.url).toBe("https://eur-lex.europa.eu/eli/reg/2016/679/oj/eng#art_12");
    expect(told[1]?.sentence).toMatch(/^Un mois plus tard, c’est le .*, le dernier jour de ce mois\.$/);
    expect(inWords(steps, "fr")[1]).toMatch(/article 3\)\.$/);
  });

  it("take the article where a country's name does", () => {
    const [regime] = regimes;
    if (!regime) throw new Error("no law");
    expect(choiceInWords({ regime, reason: "residence" }, "GB")).toContain("in the United Kingdom.");
    expect(choiceInWords({ regime, reason: "residence" }, "NL")).toContain("in the Netherlands.");
  });
});
