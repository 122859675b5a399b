import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { answerIn } from "#lib/core/languages.ts";
import { wordsFor } from "../../words/words.ts";
import { inWords } from "./message.ts";

const values = { from: 1, to: 100, all: 1_234_567, done: 2_000, n: 0, label: "Ola's {orders}", year: "2019" };
const texts = { company: "Larkspur", date: "12 March", reason: "#", rule: "x", paths: "a, b", folder: "f" };
const more = { key: "AB12", contact: "privacy@example.com" };

describe("the viewer's messages", () => {
  it.each(answerIn)("are said as the house says them: %s", (language) => {
    const { locale, messages } = wordsFor(language);
    const translate = createTranslator({ locale, messages: messages.viewer, timeZone: "UTC" });
    for (const n of [0, 1, 2, 3, 11, 100, 1_000_000]) {
      const given = { ...values, ...texts, ...more, n };
      for (const [key, message] of Object.entries(messages.viewer)) {
        const said = inWords(message, given, locale);
        expect([key, said]).toEqual([key, translate(key as keyof typeof messages.viewer, given)]);
      }
    }
  });
});
