/** How the text of a column becomes JSON: as `row_to_json` would write it, byte for byte. */
export type JsonForm = "text" | "number" | "boolean" | "timestamp" | "timestamptz" | "json";

export type JsonField = { name: string; form: JsonForm };

const tab = 0x09;
const newline = 0x0a;
const space = 0x20;
const quote = 0x22;
const backslash = 0x5c;
const capitalN = 0x4e;
/** Bytes between two looks at whether there is room; one byte becomes six at most. */
const run = 4096;

const ascii = (text: string) => Buffer.from(text, "latin1");
const hex = ascii("0123456789abcdef");

/**
 * Turns the rows of a `COPY … (format text)` into record lines as they pass: the first column is the key, the others
 * become members of one object. The server writes a text almost as JSON does (`\n`, `\t`, `\\`), so that only quotes
 * and rare control characters are touched; to let it write JSON itself would take more than twice as long.
 */
export class JsonLines {
  readonly #fields: readonly JsonField[];
  readonly #labels: readonly Buffer[];
  #input: Uint8Array = Buffer.alloc(0);
  #at = 0;
  #out = Buffer.allocUnsafe(1 << 17);
  #end = 0;
  /** -1 for the key, else the field under way. */
  #field = -1;
  /** Inside a value that is passed on as it comes. */
  #open = false;

  constructor(fields: readonly JsonField[]) {
    this.#fields = fields;
    this.#labels = fields.map(({ name }, no) =>
      Buffer.from(`${no === 0 ? "\t{" : ","}${JSON.stringify(name)}:`),
    );
  }

  /** The lines, or parts of them, that a chunk completes. */
  push(chunk: Uint8Array): Uint8Array {
    const rest = this.#input.subarray(this.#at);
    this.#input = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    this.#at = 0;
    this.#room(this.#input.length + (this.#input.length >> 1) + run);
    while (this.#at < this.#input.length && this.#step());
    // A copy of the right size: what is handed on may be kept, and the large buffer stays the same one.
    const made = Buffer.from(this.#out.subarray(0, this.#end));
    this.#end = 0;
    return made;
  }

  /** True where nothing is left that waits for more. */
  get whole(): boolean {
    return this.#field === -1 && !this.#open && this.#at === this.#input.length;
  }

  /** Goes on by one value or piece of one. False where more input is needed first. */
  #step(): boolean {
    const form = this.#fields[this.#field]?.form;
    if (form === undefined || form === "text" || form === "json") return this.#pass(form);
    const input = this.#input;
    let to = this.#at;
    while (to < input.length && input[to] !== tab && input[to] !== newline) to++;
    if (to === input.length) return false;
    this.#label();
    this.#room(to - this.#at + 64);
    if (input[this.#at] === backslash) this.#write("null");
    else if (form === "boolean") this.#write(input[this.#at] === 0x74 ? "true" : "false");
    else if (form === "number") this.#number(to);
    else this.#moment(to, form);
    this.#at = to + 1;
    this.#close(input[to] === newline);
    return true;
  }

  /** A key, a text or JSON: passed on while it comes. */
  #pass(form: "text" | "json" | undefined): boolean {
    const input = this.#input;
    if (!this.#open) {
      if (form !== undefined && input[this.#at] === backslash) {
        if (this.#at + 2 >= input.length) return false;
        if (input[this.#at + 1] === capitalN) {
          this.#label();
          this.#write("null");
          this.#at += 3;
          this.#close(input[this.#at - 1] === newline);
          return true;
        }
      }
      if (form !== undefined) this.#label();
      if (form === "text") this.#out[this.#end++] = quote;
      this.#open = true;
    }
    this.#room(run * 6 + 64);
    const out = this.#out;
    const until = Math.min(input.length, this.#at + run);
    let [at, end] = [this.#at, this.#end];
    while (at < until) {
      const byte = input[at] as number;
      if (byte === backslash) {
        if (at + 1 >= input.length) break;
        const next = input[at + 1] as number;
        at += 2;
        if (form === "text" && next !== 0x76) {
          out[end++] = backslash;
          out[end++] = next;
        } else if (form === "text") {
          end += out.write("\\u000b", end, "latin1");
        } else {
          // Between the tokens of JSON a line break means what a space means.
          out[end++] = next === backslash ? backslash : space;
        }
      } else if (byte > quote || byte === space) {
        out[end++] = byte;
        at++;
      } else if (byte === tab || byte === newline) {
        this.#at = at + 1;
        this.#end = end;
        this.#open = false;
        if (form === "text") this.#out[this.#end++] = quote;
        this.#close(byte === newline);
        return true;
      } else {
        at++;
        if (form === "text" && byte === quote) out[end++] = backslash;
        if (form === "text" && byte < space) {
          end += out.write("\\u00", end, "latin1");
          out[end++] = hex[byte >> 4] as number;
          out[end++] = hex[byte & 15] as number;
        } else out[end++] = byte;
      }
    }
    const moved = at > this.#at;
    this.#at = at;
    this.#end = end;
    return moved;
  }

  #number(to: number): void {
    const first = this.#input[this.#at] as number;
    const digit = first === 0x2d ? (this.#input[this.#at + 1] as number) : first;
    // NaN and Infinity are no JSON numbers.
    const plain = digit >= 0x30 && digit <= 0x39;
    if (!plain) this.#out[this.#end++] = quote;
    for (let at = this.#at; at < to; at++) this.#out[this.#end++] = this.#input[at] as number;
    if (!plain) this.#out[this.#end++] = quote;
  }

  /** `2026-03-03 08:00:00+00` as `"2026-03-03T08:00:00+00:00"`; the session's zone is UTC. */
  #moment(to: number, form: "timestamp" | "timestamptz"): void {
    this.#out[this.#end++] = quote;
    let parted = false;
    for (let at = this.#at; at < to; at++) {
      const byte = this.#input[at] as number;
      this.#out[this.#end++] = byte === space && !parted ? 0x54 : byte;
      if (byte === space) parted = true;
      if (form === "timestamptz" && parted && this.#input[at - 2] === 0x2b) this.#write(":00");
    }
    this.#out[this.#end++] = quote;
  }

  #label(): void {
    const label = this.#labels[this.#field];
    this.#room((label?.length ?? 0) + 256);
    if (label === undefined) return;
    for (let at = 0; at < label.length; at++) this.#out[this.#end++] = label[at] as number;
  }

  #close(ofRow: boolean): void {
    this.#field += 1;
    if (!ofRow) return;
    this.#room(16);
    this.#write(this.#fields.length === 0 ? "\t{}\n" : "}\n");
    this.#field = -1;
  }

  #write(text: string): void {
    for (let at = 0; at < text.length; at++) this.#out[this.#end++] = text.charCodeAt(at);
  }

  #room(bytes: number): void {
    if (this.#end + bytes <= this.#out.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#out.length * 2, this.#end + bytes));
    this.#out.copy(larger, 0, 0, this.#end);
    this.#out = larger;
  }
}
