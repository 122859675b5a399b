import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answerIn } from "#lib/core/languages.ts";
import { gradeOf } from "#lib/notice/duty/fixture/grade.ts";
import { argumentsOf } from "./fixture/arguments.ts";
import type { MessageKey } from "./say.ts";
import { wordsFor } from "./words.ts";

const folder = new URL("./messages/", import.meta.url);
const areas = readdirSync(new URL("en/", folder)).sort();

/** Every message of a language as written, by area and key. */
function written(language: string): Map<string, string> {
  return new Map(
    areas.flatMap((file) => {
      const text = readFileSync(new URL(`${language}/${file}`, folder), "utf8");
      return leaves(JSON.parse(text), file.replace(".json", ""));
    }),
  );
}

function leaves(part: unknown, path: string): [string, string][] {
  if (typeof part === "string") return [[path, part]];
  return Object.entries(part as object).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

const english = written("en");
const others = answerIn.filter((language) => language !== "en");

/** Words that are the same in another language, and are meant to be. */
const alike =
  /^[\s\p{P}]*$|JSON|^(Text|Video|System|Name|Message|Messages|Conversation|Conversation \{n\}|Image|Page|Pages|Code|Menu|Country|Station|\{.*|Contacts \(vCard\)|Notes?|Questions : .*|no|Tab|File|Later|Posts \(ActivityStreams\)|PDF.*|GPX.*)$/iu;

describe("the messages", () => {
  it("are in the ten languages", () => {
    expect(answerIn).toHaveLength(10);
    for (const language of answerIn) {
      expect(readdirSync(new URL(`${language}/`, folder)).sort()).toEqual(areas);
    }
  });

  it.each(others)("have the same keys in %s as in English", (language) => {
    expect([...written(language).keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each(others)("ask for the same values in %s as in English", (language) => {
    for (const [key, message] of written(language)) {
      const mine = argumentsOf(message);
      const its = argumentsOf(english.get(key) ?? "");
      expect([...mine.keys()].sort(), key).toEqual([...its.keys()].sort());
    }
  });

  it.each(answerIn)("offer in %s every number that the language tells apart", (language) => {
    const rules = new Intl.PluralRules(wordsFor(language).locale).resolvedOptions().pluralCategories;
    for (const [key, message] of written(language)) {
      for (const [name, { type, choices }] of argumentsOf(message)) {
        if (type !== "plural") continue;
        // Millions have a form of their own in French, Spanish, Italian and Portuguese ("un million de"), which these short words do not show.
        const needed = rules.filter((rule) => rule !== "many" || language === "ar" || language === "pl");
        const exact = choices.has("=1") ? ["one"] : [];
        const zero = choices.has("=0") || choices.has("=1") ? ["zero"] : [];
        const missing = needed.filter((rule) => ![...choices, ...exact, ...zero].includes(rule));
        expect(missing, `${key} {${name}}`).toEqual([]);
      }
    }
  });

  it.each(answerIn)("can all be said in %s", (language) => {
    const { say } = wordsFor(language);
    for (const [key, message] of written(language)) {
      const wanted = [...argumentsOf(message)];
      for (const n of [0, 1, 2, 7, 23, 100, 12_345]) {
        const values = wanted.map(([name, { type, choices }]) => {
          if (type === "plural" || type === "number") return [name, n] as const;
          return [name, type === "select" ? ([...choices][n % choices.size] ?? "") : `<${name}>`] as const;
        });
        const said = say(key as MessageKey, Object.fromEntries(values));
        expect(said, key).not.toMatch(/[{}]|undefined|NaN/u);
        for (const [name, value] of values) {
          if (wanted.find(([one]) => one === name)?.[1].type === "text") expect(said, key).toContain(value);
        }
        if (wanted.length === 0) break;
      }
    }
  });

  it("quote nothing by accident: apostrophes are curly", () => {
    for (const language of answerIn) {
      for (const [key, message] of written(language))
        expect(message, `${language} ${key}`).not.toContain("'");
    }
  });

  it.each(others)("are translated into %s, not copied", (language) => {
    const copied = [...written(language)].filter(
      ([key, message]) => message === english.get(key) && !alike.test(message),
    );
    expect(copied).toEqual([]);
  });

  it("are written in Arabic letters where they are Arabic", () => {
    for (const [key, message] of written("ar")) {
      if (!alike.test(message)) expect(message, key).toMatch(/\p{Script=Arabic}/u);
    }
  });

  // Names of laws and the words of buttons are no sentences; those of a law's rights name what it names.
  it.each(areas.filter((file) => file !== "law.json"))(
    "%s can be read in English by a child of twelve",
    (file) => {
      const { say } = wordsFor("en");
      const said = [...english]
        .filter(([key, message]) => key.startsWith(`${file.replace(".json", "")}.`) && /[.?!]$/.test(message))
        .map(([key, message]) => {
          const values = [...argumentsOf(message)].map(([name, { type }]) => [
            name,
            type === "text" ? "us" : 7,
          ]);
          return say(key as MessageKey, Object.fromEntries(values));
        });
      if (said.length > 0) expect(gradeOf(said)).toBeLessThanOrEqual(7);
    },
  );
});
