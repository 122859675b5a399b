import { HabeasError } from "#lib/core/errors.ts";

/** What stands in a column: `escaped` texts hold backslashes but no `\u`, `coded` ones do. */
export const kinds = {
  missing: 0,
  plain: 1,
  escaped: 2,
  coded: 3,
  number: 4,
  word: 5,
  nothing: 6,
  nested: 7,
} as const;

/** A key as it is expected at a place of the record, with its quotes and colon; no column: the map does not know it. */
type Expected = { bytes: Buffer; column: number };

const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;

/**
 * Finds where the values of a record stand in the bytes of its JSON, without making an object of it. Rows of a system
 * nearly always have their keys in the same order, so the keys of the row before are looked for first. As `JSON.parse`
 * does it takes the last of several equal keys, and refuses all that is no JSON.
 */
export class Scanner {
  /** By column: what it is, and where its JSON begins and ends (quotes included). */
  readonly kind: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #isSecret: (key: string) => boolean;
  readonly #onUnknown: (key: string) => void;
  readonly #expected: Expected[] = [];
  /** What the value that was passed last was. */
  #passed: number = kinds.missing;

  constructor(
    columns: readonly string[],
    isSecret: (key: string) => boolean,
    onUnknown: (key: string) => void,
  ) {
    this.kind = new Uint8Array(columns.length);
    this.from = new Int32Array(columns.length);
    this.to = new Int32Array(columns.length);
    this.#columns = new Map(columns.map((key, i) => [key, i]));
    this.#isSecret = isSecret;
    this.#onUnknown = onUnknown;
  }

  /**
   * Reads the record between two places of valid UTF-8. Throws HabeasError `conflict` where it is no JSON object or holds
   * a field that is never disclosed.
   */
  read(json: Buffer, start: number, end: number): void {
    this.kind.fill(kinds.missing);
    if (!this.#object(json, start, end)) refuse(json.toString("utf8", start, end));
  }

  #object(json: Buffer, start: number, end: number): boolean {
    let p = afterSpace(json, start, end);
    if (json[p] !== 123) return false;
    p = afterSpace(json, p + 1, end);
    if (json[p] === 125) return afterSpace(json, p + 1, end) === end;
    for (let place = 0; ; place += 1) {
      let expected = this.#expected[place];
      if (expected !== undefined && matches(json, p, expected.bytes)) p += expected.bytes.length;
      else {
        const at = p;
        p = this.#keyEnd(json, at, end);
        if (p < 0) return false;
        expected = this.#learn(json.subarray(at, p));
        this.#expected[place] = expected;
      }
      if ((json[p] ?? 0) <= 32) p = afterSpace(json, p, end);
      const after = this.#value(json, p, end);
      if (after < 0) return false;
      const { column } = expected;
      if (column >= 0) {
        this.kind[column] = this.#passed;
        this.from[column] = p;
        this.to[column] = after;
      }
      p = (json[after] ?? 0) <= 32 ? afterSpace(json, after, end) : after;
      if (json[p] === 125) return afterSpace(json, p + 1, end) === end;
      if (json[p] !== comma) return false;
      p += 1;
      if ((json[p] ?? 0) <= 32) p = afterSpace(json, p, end);
    }
  }

  /** Behind the colon of the key that begins here; -1 where none does. */
  #keyEnd(json: Buffer, start: number, end: number): number {
    if (json[start] !== quote) return -1;
    const p = this.#text(json, start);
    if (p < 0) return -1;
    const at = afterSpace(json, p, end);
    return json[at] === colon ? at + 1 : -1;
  }

  /** A key that was not expected here: `"key" :` as it stands. */
  #learn(bytes: Buffer): Expected {
    const key = JSON.parse(bytes.toString("utf8", 0, bytes.lastIndexOf(colon))) as string;
    if (this.#isSecret(key)) {
      const why = "A record holds a field that is never disclosed, so the bundle was not built.";
      throw new HabeasError("conflict", why);
    }
    const column = this.#columns.get(key);
    if (column === undefined) this.#onUnknown(key);
    return { bytes: Buffer.from(bytes), column: column ?? -1 };
  }

  /** Behind the value that begins here; -1 where none does. */
  #value(json: Buffer, start: number, end: number): number {
    const first = json[start] ?? 0;
    if (first === quote) return this.#text(json, start);
    if (first === 123 || first === 91) {
      this.#passed = kinds.nested;
      return nestedEnd(json, start, end);
    }
    if (first === 110) {
      this.#passed = kinds.nothing;
      return matches(json, start, words.nothing) ? start + 4 : -1;
    }
    if (first === 116 || first === 102) {
      this.#passed = kinds.word;
      const word = first === 116 ? words.yes : words.no;
      return matches(json, start, word) ? start + word.length : -1;
    }
    this.#passed = kinds.number;
    return numberEnd(json, start);
  }

  /** Behind the closing quote. A line's end is a control character, so no text runs on into the next line. */
  #text(json: Buffer, start: number): number {
    let kind: number = kinds.plain;
    for (let p = start + 1; ; p += 1) {
      const c = json[p] ?? 0;
      if (c === quote) {
        this.#passed = kind;
        return p + 1;
      }
      if (c < 32) return -1;
      if (c !== backslash) continue;
      p += 1;
      const letter = json[p] ?? 0;
      if (letter === 117) {
        if (!isHex(json, p + 1)) return -1;
        p += 4;
        kind = kinds.coded;
      } else if (isEscape(letter)) {
        if (kind === kinds.plain) kind = kinds.escaped;
      } else return -1;
    }
  }
}

const words = { nothing: Buffer.from("null"), yes: Buffer.from("true"), no: Buffer.from("false") };

function matches(json: Buffer, at: number, bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i += 1) if (json[at + i] !== bytes[i]) return false;
  return true;
}

function afterSpace(json: Buffer, at: number, end: number): number {
  let p = at;
  while (p < end && (json[p] === 32 || json[p] === 9 || json[p] === 13)) p += 1;
  return p;
}

/** One of `"` `\` `/` `b` `f` `n` `r` `t`. */
function isEscape(c: number): boolean {
  return (
    c === quote || c === backslash || c === 47 || c === 98 || c === 102 || c === 110 || c === 114 || c === 116
  );
}

function isHex(json: Buffer, at: number): boolean {
  for (let i = at; i < at + 4; i += 1) {
    const c = json[i] ?? 0;
    if (!(isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102))) return false;
  }
  return true;
}

function isDigit(c: number | undefined): boolean {
  return c !== undefined && c >= 48 && c <= 57;
}

/** Behind a number (RFC 8259, 6): `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`; -1 where none begins. */
function numberEnd(json: Buffer, start: number): number {
  let p = json[start] === 45 ? start + 1 : start;
  if (!isDigit(json[p])) return -1;
  if (json[p] === 48) p += 1;
  else p = afterDigits(json, p);
  if (json[p] === 46) {
    if (!isDigit(json[p + 1])) return -1;
    p = afterDigits(json, p + 1);
  }
  if (json[p] === 101 || json[p] === 69) {
    p += json[p + 1] === 43 || json[p + 1] === 45 ? 2 : 1;
    if (!isDigit(json[p])) return -1;
    p = afterDigits(json, p);
  }
  return p;
}

function afterDigits(json: Buffer, at: number): number {
  let p = at;
  while (isDigit(json[p])) p += 1;
  return p;
}

/** Behind an object or list within the record; whether it is one is for `JSON.parse` to say. */
function nestedEnd(json: Buffer, start: number, end: number): number {
  let depth = 0;
  let inText = false;
  for (let p = start; p < end; p += 1) {
    const c = json[p];
    if (inText) {
      if (c === backslash) p += 1;
      else if (c === quote) inText = false;
    } else if (c === quote) inText = true;
    else if (c === 123 || c === 91) depth += 1;
    else if (c === 125 || c === 93) {
      depth -= 1;
      if (depth === 0) return isJson(json.toString("utf8", start, p + 1)) ? p + 1 : -1;
    }
  }
  return -1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Says why a line is no record, never what is in it. */
function refuse(line: string): never {
  const what = isJson(line) ? "a JSON object" : "valid JSON";
  throw new HabeasError("conflict", `A record is not ${what}, so the bundle was not built.`);
}
