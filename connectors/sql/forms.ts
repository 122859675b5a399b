import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Identify } from "#connectors/language/identify.ts";
import { foldAscii } from "#connectors/lineage.ts";

/**
 * The texts of which a field must hold one, so that it holds the identifier: prefix included, A–Z folded for e-mail,
 * for numbers what `Dialect.stripped` leaves of the field. Empty where the field cannot hold it in its form.
 */
export function textsOf(identify: Pick<Identify, "form" | "prefix" | "country">, value: string): string[] {
  switch (identify.form) {
    case "exact":
      return [identify.prefix + value];
    case "email":
      return [foldAscii(identify.prefix + value)];
    case "digits": {
      const digits = digitsOf(value);
      return digits === "" ? [] : [digitsOf(identify.prefix) + digits];
    }
    case "phone":
      return phoneTexts(value, identify.country).map((text) => strippedPhone(identify.prefix) + text);
  }
}

const digitsOf = (text: string) => text.replace(/[^0-9]/g, "");
const strippedPhone = (text: string) => text.replace(/[^0-9+]/g, "");

/**
 * Every usual way of writing a telephone number, as digits and `+`. The library that reads numbers has the last
 * word on each: what it does not read as this very number in the field's country is left out. So a German number
 * without its `+` does not become an American one, and without a country only `+` and `00` count.
 */
export function phoneTexts(value: string, country: string | undefined): string[] {
  const home = country?.toUpperCase() ?? "";
  const place = isSupportedCountry(home) ? home : undefined;
  const read = (text: string) => parsePhoneNumberFromString(text, place);
  const number = read(value);
  const plain = strippedPhone(value);
  // No number of any country: then only the same digits are the same.
  if (number === undefined) return digitsOf(plain) === "" ? [] : [plain];
  if (number.ext !== undefined) return [];
  const { countryCallingCode: code, nationalNumber } = number;
  const international = `${code}${nationalNumber}`;
  const national = digitsOf(number.formatNational());
  const written = new Set([
    `+${international}`,
    `+${code}${national}`,
    `+${code}0${nationalNumber}`,
    ...(place === undefined
      ? []
      : [
          international,
          national,
          nationalNumber,
          `0${nationalNumber}`,
          `00${international}`,
          `011${international}`,
          strippedPhone(number.format("IDD", { fromCountry: place }) ?? ""),
        ]),
  ]);
  const same = [...written].filter((text) => read(text)?.number === number.number);
  // "00" before a whole number is international wherever it is not a country's own prefix for something else.
  return [...new Set([...same, `00${international}`])];
}
