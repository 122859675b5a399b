import fc from "fast-check";
import {
  type CountryCode,
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, test } from "vitest";
import { phoneTexts, textsOf } from "./forms.ts";

const stripped = (text: string) => text.replace(/[^0-9+]/g, "");
const numbers = getCountries().flatMap((country) => {
  const number = getExampleNumber(country, examples);
  return number === undefined ? [] : [{ country, number }];
});

describe("the ways of writing a telephone number", () => {
  test.each(numbers)("of $country are all known, at home and abroad", ({ country, number }) => {
    const home = new Set(phoneTexts(number.number, country));
    for (const text of [
      number.formatInternational(),
      number.formatNational(),
      number.number,
      `00${number.number.slice(1)}`,
    ]) {
      expect([text, home.has(stripped(text))]).toEqual([text, true]);
    }
    expect(phoneTexts(number.number, undefined)).toContain(number.number);
  });

  test("never stand for another number of the field's country", () => {
    const any = fc.constantFrom(...numbers);
    fc.assert(
      fc.property(any, any, ({ number }, { country }) => {
        for (const text of phoneTexts(number.number, country)) {
          if (text === `00${number.number.slice(1)}`) continue;
          expect(parsePhoneNumberFromString(text, country as CountryCode)?.number).toBe(number.number);
        }
        // Without a country nothing counts that could be somebody's number at home.
        for (const text of phoneTexts(number.number, undefined)) expect(text).toMatch(/^(\+|00)/);
      }),
      { numRuns: 500 },
    );
  });

  test("of what is no number are its own digits only", () => {
    expect(phoneTexts("12", undefined)).toEqual(["12"]);
    expect(phoneTexts("none", "IE")).toEqual([]);
    expect(phoneTexts("+353 87 123 4567 ext. 9", "IE")).toEqual([]);
  });
});

test("a prefix stands before the identifier in every form", () => {
  const one = (form: "exact" | "email" | "digits" | "phone", prefix: string, value: string) =>
    textsOf({ form, prefix, country: undefined }, value);
  expect(one("exact", "User:", "A1")).toEqual(["User:A1"]);
  expect(one("email", "MAILTO:", "A@x.com")).toEqual(["mailto:a@x.com"]);
  expect(one("digits", "no-5/", "1 2")).toEqual(["512"]);
  expect(one("digits", "no-5/", "x")).toEqual([]);
  expect(one("phone", "tel:", "+353871234567")).toContain("+353871234567");
});
