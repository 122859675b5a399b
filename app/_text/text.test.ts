import { describe, expect, it } from "vitest";
import { en } from "./catalogues/en.ts";
import { dayName, sizeOf } from "./dates.ts";

import { textFor } from "./text.ts";

/** Words that consumer pages never use (they have plain ones for all of them). */
const banned =
  /\b(data subjects?|DSARs?|erasure|rectification|portability|controllers?|processing|retention|legal basis|user|customer|ticket|sorry to see you go|lose)\b/i;

function sentences(part: unknown, path = ""): [string, string][] {
  if (typeof part === "string") return [[path, part]];
  return Object.entries(part as Record<string, unknown>).flatMap(([key, value]) =>
    sentences(value, `${path}.${key}`),
  );
}

describe("the words of the portal", () => {
  it("are plain, and no sentence is longer than 25 words", () => {
    for (const [path, words] of sentences(en)) {
      expect(words, path).not.toMatch(banned);
      const plain = words.replace(/<[^>]*>/g, "");
      if (plain.includes("{")) continue;
      for (const sentence of plain.split(/[.?!:]\s/)) {
        expect(sentence.split(/\s+/).length, path).toBeLessThanOrEqual(25);
      }
    }
  });

  it("finds words under keys that are only known while running", () => {
    const text = textFor("en");
    expect(text.find("errors.you.email.format")).toBe("Enter the email like name@example.com");
    for (const key of ["errors.you.email", "errors.none", "", "constructor", "errors.constructor.name"]) {
      expect(text.find(key)).toBeNull();
    }
    expect(textFor("xx").language).toBe("en");
    expect(textFor("__proto__").language).toBe("en");
  });

  it("names days with their weekday and sizes for people", () => {
    expect(dayName("2026-04-03", "en")).toBe("Friday 3 April");
    expect(sizeOf(312, "en")).toBe("1 kB");
    expect(sizeOf(340_000, "en")).toBe("340 kB");
    expect(sizeOf(12_440_000, "en")).toBe("12 MB");
  });
});
