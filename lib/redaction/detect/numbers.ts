import { ibanHolds, luhn } from "./check-digits.ts";
import { orderBefore } from "./contacts.ts";
import { compact, type Lexicon } from "./lexicon.ts";
import { nationalIds } from "./national-ids.ts";
import type { Found } from "./rule.ts";
import { matchesIn } from "./spot.ts";

type Stretches = readonly (readonly [number, number])[];

const iban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![\p{L}\p{N}])/giu;
/** Letters of an IBAN by country; what is not named here has 15 to 34 of them. */
const lengths = new Map(
  "AE23 AT20 BE16 CH21 DE22 DK18 EG29 ES24 FI18 FR27 GB22 IE22 IT27 LU20 NL18 NO15 PL28 PT25 SA24 SE24"
    .split(" ")
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

/** Account numbers in the international form whose check digits hold. */
export function ibans(text: string, within: Stretches, lexicon: Lexicon): Found[] {
  const found: Found[] = [];
  for (const { match, start } of matchesIn(text, within, iban)) {
    const whole = trimmed(match[0]);
    if (whole === null || lexicon.isOwnValue(whole)) continue;
    const same = compact(whole);
    found.push({ rule: "iban", start, end: start + whole.length, reason: same.slice(0, 2), same });
  }
  return found;
}

/** The longest beginning that is an IBAN: what stands behind it may look like a part of it. */
function trimmed(written: string): string | null {
  for (let end = written.length; end >= 15; end--) {
    if (written[end - 1] === " " || (end < written.length && written[end] !== " ")) continue;
    const known = compact(written.slice(0, end));
    const length = lengths.get(known.slice(0, 2));
    const fits = length === undefined ? known.length >= 15 && known.length <= 34 : known.length === length;
    if (fits && ibanHolds(known)) return written.slice(0, end);
  }
  return null;
}

const card = /(?<![\p{L}\p{N}_.-])(?:\d[ -]?){12,18}\d(?![\p{L}\p{N}_]|[.-]\d)/gu;
/** The first digits of the networks that issue cards, and how long their numbers are. */
const networks: readonly [string, RegExp, readonly number[]][] = [
  ["visa", /^4/, [16, 19]],
  ["mastercard", /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  ["amex", /^3[47]/, [15]],
  ["diners", /^3(?:0[0-5]|[689])/, [14]],
  ["discover", /^(?:6011|65|64[4-9])/, [16]],
  ["jcb", /^35(?:2[89]|[3-8])/, [16]],
  ["maestro", /^(?:5018|5020|5038|6304|6759|676[1-3])/, [16, 18, 19]],
];

/** Numbers of payment cards: issued by a network, of its length, with a check digit that holds. */
export function cards(text: string, within: Stretches, lexicon: Lexicon): Found[] {
  const found: Found[] = [];
  for (const { match, start } of matchesIn(text, within, card)) {
    const same = match[0].replace(/\D/g, "");
    const network = networks.find(([, first, long]) => first.test(same) && long.includes(same.length));
    if (!network || !luhn(same) || lexicon.isOwnValue(same)) continue;
    found.push({ rule: "card_number", start, end: start + match[0].length, reason: network[0], same });
  }
  return found;
}

const anyForm = new RegExp(nationalIds.map(({ form }) => `(?:${form.source})`).join("|"), "i");

/** Identity numbers that countries give to people. */
export function identityNumbers(text: string, within: Stretches, lexicon: Lexicon): Found[] {
  const found: Found[] = [];
  const likely = within.filter(([from, to]) => anyForm.test(text.slice(from, to)));
  if (likely.length === 0) return found;
  for (const { code, form, holds } of nationalIds) {
    for (const { match, start } of matchesIn(text, likely, form)) {
      const end = start + match[0].length;
      if (joined(text, start, end)) continue;
      const same = compact(match[0]);
      // One in ten order numbers has a check digit that happens to hold.
      if (/^\d+$/.test(match[0]) && orderBefore(text, start)) continue;
      if (!holds(same, match[0].toUpperCase()) || lexicon.isOwnValue(same)) continue;
      found.push({ rule: "national_id", start, end, reason: code, same });
    }
  }
  return found;
}

/** Part of something longer: of a code with hyphens, an amount, a path. */
function joined(text: string, start: number, end: number): boolean {
  if (/[\p{L}\p{N}_#/@-]/u.test(text[start - 1] ?? " ")) return true;
  return /^(?:[\p{L}\p{N}_@/-]|[.,]\d)/u.test(text.slice(end, end + 2));
}
