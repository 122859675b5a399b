import { canonicalMailbox, canonicalPhone } from "#lib/identity/canonical.ts";
import type { Lexicon } from "./lexicon.ts";
import { anyOf } from "./phrases.ts";
import { plain } from "./plain.ts";
import type { Found } from "./rule.ts";
import { matchesIn } from "./spot.ts";
import { otherNumberWords, phoneWords } from "./vocabulary.ts";

const localPart = /[\p{L}\p{N}.!#$%&*+=?^_{|}~'-]/u;
const domainPart = /[\p{L}\p{N}.-]/u;
/** Scripts that write on, without a space, before or behind an address. */
const writtenOn = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Arab}]/u;

const isLocal = (char: string) => localPart.test(char) && !writtenOn.test(char);

/** E-mail addresses that are not the person's and not the company's own. */
export function otherMails(written: string, lexicon: Lexicon): Found[] {
  const { text, placeOf } = plain(written);
  const found: Found[] = [];
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && isLocal(text[start - 1] ?? "")) start--;
    let end = at + 1;
    while (end < text.length && end - at < 254 && domainPart.test(text[end] ?? "")) {
      if (writtenOn.test(text[end] ?? "") && canonicalMailbox(text.slice(start, end)) !== null) break;
      end++;
    }
    while (start < at && /[.'*=-]/.test(text[start] ?? "")) start++;
    while (end > at + 1 && /[.-]/.test(text[end - 1] ?? "")) end--;
    const mail = canonicalMailbox(text.slice(start, end));
    if (mail === null || lexicon.isOwnMail(mail)) continue;
    const [from, to] = [placeOf(start), placeOf(end - 1) + 1];
    found.push({ rule: "other_email", start: from, end: to, reason: "address", same: mail });
  }
  return found;
}

/** Digits as people group them, with what may stand before: `+`, `00`, a bracket. */
const grouped =
  /(?<![\p{L}\p{N}_@#€$£%-])(?<!\d[.,])(?:\+ ?|\()?\d(?:[ \u00a0.()/-]{0,2}\d){5,17}(?![\p{L}\p{N}%€$£]|[.,]\d)/gu;
const callWord = new RegExp(`(?<!\\p{L})${anyOf(phoneWords)}(?!\\p{L})[^\\d\\n]{0,24}$`, "u");
const countWord = new RegExp(`(?<!\\p{L})${anyOf(otherNumberWords)}(?!\\p{L})[^\\d\\n]{0,16}$`, "u");
const date = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:[ T.]|$)/;
const dotted = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** Three groups and more behind a zero or bracket, or the North American 3-3-4. */
const nationalForm =
  /^(?:\(?0\d{1,5}\)?[ ./-]{1,2}\d{2,}|0\d(?:[ .-]\d{2}){4}$|0\d{9,10}$|\(\d{3}\) ?\d{3}[ .-]\d{4}$|\d{3}[-.]\d{3}[-.]\d{4}$)/;

/** True where a word stands before `at` that says that the number is of an order, a parcel and the like. */
export const orderBefore = (text: string, at: number) => countWord.test(text.slice(Math.max(0, at - 40), at));

/** Telephone numbers that are not the person's. `country`: whose national way of writing is understood. */
export function otherPhones(
  text: string,
  within: readonly (readonly [number, number])[],
  lexicon: Lexicon,
  country: string | undefined,
): Found[] {
  const { text: read, placeOf } = plain(text);
  if (read === text) return phonesIn(text, within, lexicon, country);
  return phonesIn(read, [[0, read.length]], lexicon, country).map((one) => ({
    ...one,
    start: placeOf(one.start),
    end: placeOf(one.end - 1) + 1,
  }));
}

function phonesIn(
  text: string,
  within: readonly (readonly [number, number])[],
  lexicon: Lexicon,
  country: string | undefined,
): Found[] {
  const found: Found[] = [];
  for (const { match, start } of matchesIn(text, within, grouped)) {
    const written = match[0];
    const before = text.slice(Math.max(0, start - 40), start);
    const abroad = written.startsWith("+") || /^00[1-9]/.test(written);
    if (date.test(written) || dotted.test(written)) continue;
    if (!abroad && !callWord.test(before) && (!nationalForm.test(written) || countWord.test(before)))
      continue;
    if (abroad && !written.startsWith("+") && countWord.test(before)) continue;
    const number = phoneOf(written, { abroad, country, called: callWord.test(before) }, lexicon);
    if (number === null || lexicon.isOwnPhone(number) || lexicon.isOwnValue(written)) continue;
    found.push({ rule: "other_phone", start, end: start + written.length, reason: "number", same: number });
  }
  return found;
}

/** A telephone number as the whole of a value, also without anything that would tell it from another number. */
export function numberAlone(value: string, lexicon: Lexicon, country: string | undefined): Found[] {
  const { text } = plain(value);
  const digits = text.replace(/\D/g, "");
  if (!/^[+\d ()./-]+$/.test(text) || digits.length < 7 || digits.length > 15) return [];
  const readings = [canonicalPhone(text, country), canonicalPhone(`+${digits}`), digits];
  const same = readings.find((one) => one !== null) ?? digits;
  if (readings.some((one) => one !== null && lexicon.isOwnPhone(one)) || lexicon.isOwnValue(text)) return [];
  return [{ rule: "other_phone", start: 0, end: value.length, reason: "number", same }];
}

type Way = { abroad: boolean; country: string | undefined; called: boolean };

/** The number in one form; where no country's way of writing fits, its digits, if a word says that one can call it. */
function phoneOf(written: string, way: Way, lexicon: Lexicon): string | null {
  const key = `${way.country} ${way.called} ${written}`;
  const known = lexicon.phonesRead.get(key);
  if (known !== undefined) return known;
  const number = readPhone(written, way);
  if (lexicon.phonesRead.size < 5_000) lexicon.phonesRead.set(key, number);
  return number;
}

function readPhone(written: string, { abroad, country, called }: Way): string | null {
  const typed = abroad ? written.replace(/^00/, "+").replace("(0)", "") : written;
  const known = canonicalPhone(typed, country);
  if (known !== null) return known;
  const digits = written.replace(/\D/g, "");
  return (called || nationalForm.test(written)) && digits.length >= 7 && digits.length <= 15 ? digits : null;
}
