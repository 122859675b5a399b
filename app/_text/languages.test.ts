import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { argumentsOf } from "#lib/bundle/words/fixture/arguments.ts";
import { answerIn, localeOf } from "#lib/core/languages.ts";

const folder = new URL("./messages/", import.meta.url);
const areas = readdirSync(new URL("en/", folder)).sort();

/** What only the desk says: it speaks English. */
const deskOnly = /^ruler\.desk\./;

/** Every message of a language as written, by its key. */
function written(language: string): Map<string, string> {
  const all = areas.flatMap((area) =>
    leaves(JSON.parse(readFileSync(new URL(`${language}/${area}`, folder), "utf8")), ""),
  );
  return new Map(all.filter(([key]) => !deskOnly.test(key)));
}

function leaves(part: unknown, path: string): [string, string][] {
  if (typeof part === "string") return [[path, part]];
  return Object.entries(part as object).flatMap(([key, value]) =>
    leaves(value, path === "" ? key : `${path}.${key}`),
  );
}

/** The marks that a message needs: `<email>`. */
const marksOf = (message: string) => [...message.matchAll(/<(\w+)>/g)].map(([, name = ""]) => name).sort();

const english = written("en");
const others = answerIn.filter((language) => language !== "en");

describe.each(others)("the portal in %s", (language) => {
  const mine = written(language);

  it("has every message, and none that English has not", () => {
    expect([...mine.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("asks for the same values and marks", () => {
    for (const [key, message] of english) {
      const translated = mine.get(key) ?? "";
      expect([...argumentsOf(translated).keys()].sort(), key).toEqual(
        [...argumentsOf(message).keys()].sort(),
      );
      expect(marksOf(translated), key).toEqual(marksOf(message));
    }
  });

  it("tells apart the numbers that the language tells apart", () => {
    // Millions have a form of their own in French, Spanish, Italian and Portuguese, which these short words do not show.
    const needed = new Intl.PluralRules(localeOf(language))
      .resolvedOptions()
      .pluralCategories.filter((rule) => rule !== "many" || language === "ar" || language === "pl");
    for (const [key, message] of mine)
      for (const [name, { type, choices }] of argumentsOf(message)) {
        // "Day #" names a day by its number, and counts nothing.
        if (choices.size === 2 && choices.has("=0") && choices.has("other")) continue;
        // A form of its own for nought, one or two says all that there is to say of it.
        const without = needed.filter(
          (rule) => !choices.has(rule) && !choices.has(`=${["zero", "one", "two"].indexOf(rule)}`),
        );
        if (type === "plural") expect(without, `${key} {${name}}`).toEqual([]);
      }
  });

  it("is translated, not copied", () => {
    const copied = [...mine].filter(
      ([key, message]) =>
        message === english.get(key) &&
        (message.match(/\b(the|you|your|we|our|and|of|is|are|not|what|how|who|can|will|this|that)\b/gi)
          ?.length ?? 0) >= 2,
    );
    expect(copied).toEqual([]);
  });
});
