import { describe, expect, it } from "vitest";
import { answerIn } from "#lib/core/languages.ts";
import { easeOf, readingOf } from "./reading.ts";
import { shippedNames, shippedText } from "./shipped.ts";
import { filled, variables, wrongWith } from "./variables.ts";

const values = Object.fromEntries(Object.keys(variables).map((name) => [name, `<${name}>`])) as Parameters<
  typeof filled
>[1];

describe("the templates that come with Habeas", () => {
  it.each(Object.keys(shippedNames))("%s is there in every language, right, short and easy to read", (id) => {
    for (const language of answerIn) {
      const text = shippedText(id, language);
      if (text === null) throw new Error(`${id} is missing in ${language}`);
      expect(wrongWith(text), language).toEqual([]);
      expect(text.subject.replace("{reference}", "LK-7K4-2QD").length, language).toBeLessThanOrEqual(60);
      expect(`${text.subject}${filled(text.body, values)}`, language).not.toMatch(
        /[{}]{1}(?!reference)[a-z_]+\}/,
      );
      expect(easeOf(readingOf(filled(text.body, values), language)), `${id} ${language}`).not.toBe("hard");
      const named = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      expect(named(text.body), language).toEqual(named(shippedText(id, "en")?.body ?? ""));
    }
  });

  it("have none for what is unknown", () => {
    expect(shippedText("toString", "en")).toBeNull();
    expect(shippedText("detail", "xx")).toBeNull();
  });
});

describe("variables", () => {
  it("are filled in once: what a value says is never read for variables", () => {
    const sly = { ...values, name: "{contact} $& {name}" };
    expect(filled("Hello {name}, {other} {toString}", sly)).toBe(
      "Hello {contact} $& {name}, {other} {toString}",
    );
  });

  it("ADV-15 of other template languages stay letters, in what staff write and in what a person is called", () => {
    const others = "{{x}} \u0024{7*7} <%= 7*7 %> #{7*7} {% if %}";
    const named = filled("Hello {name}", { ...values, name: others });
    expect(named).toBe(`Hello ${others}`);
    expect(filled("\u0024{7*7} <%= 7*7 %> #{7*7} {% if %}", values)).toBe(
      "\u0024{7*7} <%= 7*7 %> #{7*7} {% if %}",
    );
  });

  it.each([
    [{ subject: "Hi {name}", body: "x" }, "The subject cannot say {name}"],
    [{ subject: "Hi\nBcc: a@example.com", body: "x" }, "one line"],
    [{ subject: "Hi", body: "{nam}" }, "Did you mean {name}?"],
    [{ subject: "Hi", body: "{constructor}" }, "Nothing is known as {constructor}"],
    [{ subject: "Hi", body: "{name" }, "no partner"],
    [{ subject: "Hi", body: "a\u202eb" }, "cannot be seen"],
    [{ subject: "", body: "" }, "Write a subject."],
    [{ subject: "x".repeat(79), body: "x" }, "79 letters"],
  ])("%j is refused", (text, why) => {
    expect(wrongWith(text).join(" ")).toContain(why);
  });
});

describe("the reading level", () => {
  it("is LIX, and says less where words are written without vowels", () => {
    // 2 sentences, 10 words, 2 of more than six letters: 5 + 20.
    const known = readingOf("The letter stands here now. Everything else is elsewhere, too.", "en");
    expect(known).toMatchObject({ words: 10, sentences: 2, perSentence: 5, longShare: 0.2, lix: 25 });
    expect(readingOf("وصلنا طلبك. شكرًا لك.", "ar")).toMatchObject({ sentences: 2, lix: null });
    expect(readingOf("", "de").words).toBe(0);
    const hard = `${"Die Verantwortlichkeitszuweisung unterliegt datenschutzrechtlichen Bestimmungen ".repeat(6)}.`;
    expect(easeOf(readingOf(hard, "de"))).toBe("hard");
  });
});
