import { ConnectorError } from "#connectors/errors.ts";
import { broken, tooLarge } from "./read-json.ts";

/** An open object or array: where in it we are, and whether an object's next text is a member's name. */
type Level = { array: boolean; step: string; naming: boolean };

const [quote, backslash, comma, colon] = [34, 92, 44, 58];
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93];
const longestName = 1000;

/**
 * Finds the elements of one array in a JSON document that is too large to be read as a whole. It minds nesting and
 * texts only; each element is parsed by whoever takes it.
 */
export class ArrayScan {
  readonly #steps: readonly string[];
  readonly #most: number;
  readonly #name: string;
  #levels: Level[] = [];
  #inText = false;
  #escaped = false;
  #memberName: number[] | undefined;
  #target = -1;
  #found = false;
  #ended = false;
  #taken = 0;
  #parts: Uint8Array[] = [];
  #held = 0;

  constructor(pointer: string, most: number, name: string) {
    this.#steps = pointer
      .split("/")
      .slice(1)
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    this.#most = most;
    this.#name = name;
  }

  /** The elements that end in this chunk. */
  feed(chunk: Uint8Array): Uint8Array[] {
    const elements: Uint8Array[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (this.#inText) {
        this.#text(byte);
        continue;
      }
      const inside = this.#levels.length === this.#target;
      if (inside && (byte === comma || byte === closeBracket)) {
        this.#hold(chunk.subarray(from, at));
        const element = Buffer.concat(this.#parts);
        this.#parts = [];
        this.#held = 0;
        if (byte === comma || this.#taken > 0 || !isBlank(element)) {
          this.#taken += 1;
          elements.push(element);
        }
        from = at + 1;
      }
      this.#sign(byte);
      if (!inside && this.#levels.length === this.#target && byte === openBracket) from = at + 1;
    }
    if (this.#target >= 0 && this.#levels.length >= this.#target) this.#hold(chunk.subarray(from));
    return elements;
  }

  /** Throws where the document broke off, or `schema_changed` where it had no such array. */
  end(): void {
    if (this.#levels.length > 0 || this.#inText || !this.#ended) throw broken();
    if (this.#found) return;
    throw new ConnectorError(
      "schema_changed",
      `The system's answer for ${this.#name} has no list where the data map says.`,
    );
  }

  #hold(piece: Uint8Array): void {
    this.#held += piece.length;
    if (this.#held > this.#most) throw tooLarge(this.#name);
    if (piece.length > 0) this.#parts.push(piece);
  }

  #text(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inText = false;
    const name = this.#memberName;
    if (name === undefined) return;
    name.push(byte);
    if (name.length > longestName) throw broken();
    if (this.#inText) return;
    const top = this.#levels.at(-1);
    try {
      if (top) top.step = String(JSON.parse(Buffer.from([quote, ...name]).toString("utf8")));
    } catch {
      throw broken();
    }
    this.#memberName = undefined;
  }

  #sign(byte: number): void {
    const top = this.#levels.at(-1);
    if (this.#ended && !isSpace(byte)) throw broken();
    if (byte === quote) {
      this.#inText = true;
      // Names deeper than the way to the list are nobody's concern.
      this.#memberName = top?.naming === true && this.#levels.length <= this.#steps.length ? [] : undefined;
    } else if (byte === openBrace || byte === openBracket) this.#open(byte === openBracket);
    else if (byte === closeBrace || byte === closeBracket) this.#close(byte === closeBracket);
    else if (byte === colon && top) top.naming = false;
    else if (byte === comma && top) {
      if (top.array) top.step = String(Number(top.step) + 1);
      else top.naming = true;
    }
  }

  #open(array: boolean): void {
    if (array && this.#levels.length === this.#steps.length && this.#target < 0) {
      if (this.#levels.every((level, at) => level.step === this.#steps[at])) {
        if (this.#found) throw broken();
        this.#found = true;
        this.#target = this.#levels.length + 1;
      }
    }
    this.#levels.push({ array, step: array ? "0" : "", naming: !array });
  }

  #close(array: boolean): void {
    if (this.#levels.pop()?.array !== array) throw broken();
    if (this.#levels.length < this.#target) this.#target = -1;
    if (this.#levels.length === 0) this.#ended = true;
  }
}

const isSpace = (byte: number) => byte === 32 || byte === 9 || byte === 10 || byte === 13;
const isBlank = (bytes: Uint8Array) => bytes.every(isSpace);
