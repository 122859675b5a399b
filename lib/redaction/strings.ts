import { HabeasError } from "#lib/core/errors.ts";

/**
 * A value within a record: the record's own key under which it stands, and the places inside its quotes. `bare`: a number,
 * which has none.
 */
export type InRecord = { key: string; start: number; end: number; bare: boolean };

const quote = 34;
const backslash = 92;

function broken(): never {
  throw new HabeasError("conflict", "A record is not valid JSON, so the bundle was not built.");
}

/** Where a string ends that begins behind `from`: the place of its closing quote. */
function closing(text: string, from: number, to: number): number {
  for (let at = text.indexOf('"', from); at !== -1 && at < to; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return broken();
}

/**
 * Every string value of one record, a JSON object between two places of a text, however deep it stands, and every number
 * of seven letters and more under the keys of which `numbers` is true. Keys are not values. Nothing is parsed: bytes that are not asked for cost one look. Throws `conflict` where a string does not end.
 */
export function eachString(
  text: string,
  from: number,
  to: number,
  wanted: (key: string) => boolean,
  numbers: (key: string) => boolean,
  visit: (found: InRecord) => void,
): void {
  let depth = 0;
  let key = "";
  let reads = false;
  let counts = false;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      const end = closing(text, at + 1, to);
      const isKey = keyEnds(text, end + 1, to);
      if (isKey && depth === 1) {
        key = keyOf(text.slice(at + 1, end));
        reads = wanted(key);
        counts = numbers(key);
      } else if (!isKey && reads) visit({ key, start: at + 1, end, bare: false });
      at = end;
    } else if (unit === 123 || unit === 91) depth++;
    else if (unit === 125 || unit === 93) depth--;
    else if (counts && (unit === 45 || (unit >= 48 && unit <= 57))) {
      const start = at;
      while (at + 1 < to && /[\d.eE+-]/.test(text[at + 1] ?? "")) at++;
      if (at - start >= 6) visit({ key, start, end: at + 1, bare: true });
    }
  }
}

/** True where a colon follows: what ended was a key. */
function keyEnds(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 32 && unit !== 9) return unit === 58;
  }
  return false;
}

const keyOf = (json: string) => (json.includes("\\") ? decoded(json) : json);

/** The inside of a JSON string as text. Throws `conflict` where it is none. */
export function decoded(json: string): string {
  if (!json.includes("\\")) return json;
  try {
    return JSON.parse(`"${json}"`) as string;
  } catch {
    return broken();
  }
}

/** Where the unit `index` of the decoded text stands in the JSON that it was decoded from. */
export function placeInJson(json: string, index: number): number {
  if (!json.includes("\\")) return index;
  let at = 0;
  for (let unit = 0; unit < index; unit++) {
    if (json.charCodeAt(at) !== backslash) at += 1;
    else at += json[at + 1] === "u" ? 6 : 2;
  }
  return at;
}
