import { expect, test } from "vitest";
import { answerLanguage, answerLanguages, likedLanguage } from "./answer-language.ts";

const company = ["en", "de-AT", "ar", "tlh"];

test("a person chooses among the company's languages that we have words in", () => {
  expect(answerLanguages(company)).toEqual(["en", "de-AT", "ar"]);
  expect(answerLanguages(["tlh"])).toEqual(["tlh"]);
  expect(answerLanguage("ar", company)).toBe("ar");
  for (const other of [undefined, "fr", "tlh", "", "__proto__"]) {
    expect(answerLanguage(other, company)).toBe("en");
  }
});

test("the browser's languages are a first guess", () => {
  expect(likedLanguage("de-DE,de;q=0.9,en;q=0.8", company)).toBe("de-AT");
  expect(likedLanguage("fr;q=0.9, ar;q=0.95, en;q=0.1", company)).toBe("ar");
  expect(likedLanguage("en-US,en;q=0.9", company)).toBe("en");
  expect(likedLanguage("ar;q=0, *", company)).toBe("en");
  for (const odd of [null, "", ";;;,,,", "q=1", `${"x,".repeat(10_000)}ar`]) {
    expect(likedLanguage(odd, company)).toBe("en");
  }
});
