import { holdsMod1110, isDay, luhn, remainder, verhoeff, weighed } from "./check-digits.ts";

/** One country's number: how it is written, and whether a match of it can be one. */
type NationalId = { code: string; form: RegExp; holds(compact: string, written: string): boolean };

const part = (text: string, from: number, length: number) => Number(text.slice(from, from + length));
const checkLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const finnish = "0123456789ABCDEFHJKLMNPRSTUVWXY";

const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

function italianHolds(code: string): boolean {
  let sum = 0;
  for (let at = 0; at < 15; at++) {
    const unit = code.charCodeAt(at);
    const value = unit < 58 ? unit - 48 : unit - 65;
    sum += at % 2 === 0 ? (oddValues[value] ?? 0) : value;
  }
  return code.charCodeAt(15) - 65 === sum % 26;
}

function brazilHolds(digits: string): boolean {
  if (/^(\d)\1+$/.test(digits)) return false;
  const check = (length: number) => {
    const weights = Array.from({ length }, (_, at) => length + 1 - at);
    return ((weighed(digits, weights, 11) * 10) % 11) % 10;
  };
  return check(9) === part(digits, 9, 1) && check(10) === part(digits, 10, 1);
}

/** In a German tax number one digit stands twice or three times among the first ten, and the first is no zero. */
function germanHolds(digits: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const most = [...counts.values()].filter((count) => count > 1);
  return digits[0] !== "0" && most.length === 1 && (most[0] ?? 0) <= 3 && holdsMod1110(digits);
}

/**
 * Identity numbers of people by country. Those with a check digit are checked; those that have none need a form that
 * hardly anything else has. Sources: the countries' own descriptions of the numbers.
 */
export const nationalIds: readonly NationalId[] = [
  { code: "IT", form: /\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/gi, holds: italianHolds },
  {
    code: "ES",
    form: /\b(?:\d{8}|[XYZ]\d{7})[ -]?[A-Z]\b/gi,
    holds: (id) =>
      checkLetters[Number(id.slice(0, -1).replace(/^[XYZ]/, (x) => String("XYZ".indexOf(x)))) % 23] ===
      id.at(-1),
  },
  {
    code: "FR",
    form: /\b[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2])[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}\b/gi,
    holds: (id) => {
      const body = id.slice(0, 13).replace("2A", "19").replace("2B", "18");
      return 97 - remainder(body, 97) === part(id, 13, 2);
    },
  },
  {
    code: "GB",
    form: /\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g,
    holds: () => true,
  },
  {
    code: "IE",
    form: /\b\d{7}[A-W][A-IW]?\b/gi,
    holds: (id) => {
      const second = id[8] === undefined || id[8] === "W" ? 0 : id.charCodeAt(8) - 64;
      const sum = (weighed(id, [8, 7, 6, 5, 4, 3, 2], 1000) + second * 9) % 23;
      return "WABCDEFGHIJKLMNOPQRSTUV"[sum] === id[7];
    },
  },
  {
    code: "US",
    form: /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/g,
    holds: () => true,
  },
  { code: "BR", form: /\b\d{3}\.\d{3}\.\d{3}-\d{2}\b/g, holds: brazilHolds },
  {
    code: "SE",
    form: /\b(?:19|20)?\d{6}[-+]\d{4}\b/g,
    holds: (id) => isDay(part(id.slice(-10), 2, 2), part(id.slice(-10), 4, 2) % 60) && luhn(id.slice(-10)),
  },
  {
    code: "FI",
    form: /\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b/g,
    holds: (id, written) =>
      isDay(part(id, 2, 2), part(id, 0, 2)) &&
      finnish[Number(written.slice(0, 6) + written.slice(7, 10)) % 31] === written.at(-1),
  },
  {
    code: "BE",
    form: /\b\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}\b/g,
    holds: (id) => {
      const rest = 97 - part(id, 9, 2);
      const old = remainder(id.slice(0, 9), 97) === rest;
      return isDay(part(id, 2, 2), part(id, 4, 2)) && (old || remainder(`2${id.slice(0, 9)}`, 97) === rest);
    },
  },
  {
    code: "PL",
    form: /\b\d{11}\b/g,
    holds: (id) =>
      isDay(part(id, 2, 2) % 20, part(id, 4, 2)) && weighed(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1], 10) === 0,
  },
  { code: "DE", form: /\b\d{2} ?\d{3} ?\d{3} ?\d{3}\b/g, holds: germanHolds },
  { code: "IN", form: /\b[2-9]\d{3} \d{4} \d{4}\b/g, holds: verhoeff },
  {
    // Nine digits alone say little: the number's name must stand before it.
    code: "NL",
    form: /(?<=\b(?:bsn|burgerservicenummer|sofinummer)\b[^\d\n]{0,12})\b\d{9}\b/gi,
    holds: (id) => weighed(id, [9, 8, 7, 6, 5, 4, 3, 2, -1], 11) === 0,
  },
];
