const digitsOf = (text: string) => [...text].map(Number);

/** The Luhn check digit (ISO/IEC 7812-1, annex B): cards, Swedish numbers. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const digit = digits.charCodeAt(i) - 48;
    const double = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += twice ? double : digit;
  }
  return sum % 10 === 0;
}

/** The remainder of a long decimal number. */
export function remainder(digits: string, by: number): number {
  let rest = 0;
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + digits.charCodeAt(i) - 48) % by;
  return rest;
}

/** An IBAN's check (ISO 13616, ISO 7064 mod 97-10), without spaces, in capitals. */
export function ibanHolds(iban: string): boolean {
  const turned = iban.slice(4) + iban.slice(0, 4);
  const digits = turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return remainder(digits, 97) === 1;
}

/** The sum of digits times weights, modulo. */
export function weighed(digits: string, weights: readonly number[], modulo: number): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits.charCodeAt(at) - 48), 0) % modulo;
}

/** ISO 7064 mod 11,10: the German tax number. */
export function holdsMod1110(digits: string): boolean {
  let product = 10;
  for (const digit of digitsOf(digits.slice(0, -1))) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

const turn = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
];
const place = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
];

/** The check digit of Verhoeff (1969): Aadhaar. */
export function verhoeff(digits: string): boolean {
  let check = 0;
  for (const [at, digit] of digitsOf(digits).reverse().entries()) {
    check = Number(turn[check]?.[Number(place[at % 8]?.[digit])]);
  }
  return check === 0;
}

/** True of a month and day, so that a number that should carry a birth date does. */
export const isDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31;
