import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { canonicalPhone } from "#lib/identity/canonical.ts";
import type { Rendered, Written } from "./rendered.ts";

/**
 * A telephone number in the field's way. What is dialled within one country only is never written for a number of
 * another one.
 * @param home ISO 3166 alpha-2 by which a number without a country is read; undefined where nobody said
 */
export function phoneAs(wanted: string, home: string | undefined, field: Written): Rendered {
  const whole = canonicalPhone(wanted, home);
  if (whole === null)
    return { why: "This is no telephone number that we can read. Write it with its country." };
  if (whole.includes(";ext=")) return { why: "An extension is written by a person." };
  const number = parsePhoneNumberFromString(whole);
  if (!number) return { why: "This is no telephone number that we can read. Write it with its country." };
  const country = field.country.toUpperCase();
  const own = isSupportedCountry(country) && canonicalPhone(number.formatNational(), country) === whole;
  const foreign = { why: "This system writes numbers of its own country only, and this is one of another." };
  const national = (): Rendered => (own ? { value: number.formatNational() } : foreign);
  const bareNational = (): Rendered =>
    own ? { value: number.formatNational().replace(/\D/g, "") } : foreign;
  const bare = { value: whole.slice(1) };
  switch (field.normalise) {
    case "phone":
      return { value: whole };
    case "phone_national":
      return national();
    case "digits":
      return digitsLike(field.now, bare, bareNational);
  }
  const now = field.now?.trim() ?? "";
  if (now.startsWith("+")) {
    return { value: /[\s()-]/.test(now) ? number.formatInternational() : whole };
  }
  if (now.startsWith("00")) return { value: `00${whole.slice(1)}` };
  if (now.startsWith("0")) return /^\d+$/.test(now) ? bareNational() : national();
  if (now === "") return { value: whole };
  return { why: "It is not sure how this system writes a telephone number." };
}

/** Digits alone: with the country in front, or as they are dialled in it, as they are written now. */
function digitsLike(now: string | null, whole: { value: string }, national: () => Rendered): Rendered {
  const digits = now?.replace(/\D/g, "") ?? "";
  return digits.startsWith("0") && !digits.startsWith("00") ? national() : whole;
}
