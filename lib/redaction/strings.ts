import { HabeasError } from "#lib/core/errors.ts";

/** What is read of the values under a key: its texts, and its numbers, which have no quotes, from so many letters on. */
type Wanted = { texts: boolean; numbers: number };
/** A key of a record, and what is known of it. */
type Known<T> = T & { key: string };

const mostKeys = 1_000;

/**
 * What is known of each key of a collection's records. They come in the same order in record after record, so most are
 * known by a look at what is expected next.
 */
export class KnownKeys<T extends Wanted> {
  readonly #tell: (key: string) => T;
  readonly #known = new Map<string, number>();
  readonly #inOrder: { quoted: string; known: Known<T> }[] = [];
  #next = 0;

  constructor(tell: (key: string) => T) {
    this.#tell = tell;
  }

  begin(): void {
    this.#next = 0;
  }

  /** Where the string that begins with the quote at `at` ends, if it is the key that is expected next; else -1. */
  expected(text: string, at: number): number {
    const quoted = this.#inOrder[this.#next]?.quoted;
    return quoted !== undefined && text.startsWith(quoted, at) ? at + quoted.length - 1 : -1;
  }

  /** The key between two places inside its quotes. */
  key(text: string, start: number, end: number): Known<T> {
    const next = this.#inOrder[this.#next];
    if (
      next !== undefined &&
      next.quoted.length === end - start + 2 &&
      text.startsWith(next.quoted, start - 1)
    ) {
      this.#next += 1;
      return next.known;
    }
    // A copy of its own: part of a long text would keep all of that in memory.
    const quoted = Buffer.from(text.slice(start - 1, end + 1)).toString("utf8");
    const place = this.#known.get(quoted);
    const found = place === undefined ? undefined : this.#inOrder[place];
    if (found !== undefined && place !== undefined) {
      this.#next = place + 1;
      return found.known;
    }
    const key = decoded(quoted.slice(1, -1));
    const known = { ...this.#tell(key), key };
    if (this.#inOrder.length < mostKeys) {
      this.#known.set(quoted, this.#inOrder.push({ quoted, known }) - 1);
      this.#next = this.#inOrder.length;
    }
    return known;
  }
}

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
 * Every string value of one record, a JSON object between two places of a text, however deep it stands, under the keys
 * whose texts are read, and every number that is long enough under those whose numbers are: the key, and the places of the
 * value, inside its quotes or `bare`. Keys are not values. Nothing is parsed: bytes that are not asked for cost one
 * look. Throws `conflict` where a string does not end.
 */
export function eachString<T extends Wanted>(
  text: string,
  from: number,
  to: number,
  keys: KnownKeys<T>,
  visit: (key: Known<T>, start: number, end: number, bare: boolean) => void,
): void {
  let depth = 0;
  let under: Known<T> | null = null;
  keys.begin();
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      const known = depth === 1 ? keys.expected(text, at) : -1;
      const end = known === -1 ? closing(text, at + 1, to) : known;
      if (keyEnds(text, end + 1, to)) {
        if (depth === 1) under = keys.key(text, at + 1, end);
      } else if (under?.texts) visit(under, at + 1, end, false);
      at = end;
    } else if (unit === 123 || unit === 91) depth++;
    else if (unit === 125 || unit === 93) depth--;
    else if (under !== null && under.numbers < Infinity && (unit === 45 || (unit >= 48 && unit <= 57))) {
      const start = at;
      while (at + 1 < to && /[\d.eE+-]/.test(text[at + 1] ?? "")) at++;
      if (at - start + 1 >= under.numbers) visit(under, start, at + 1, true);
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
