import { isUtf8 } from "node:buffer";
import type { Cell } from "./link.ts";

/** How a cell is written: numbers as they are, bytes as text where they are text, `instant` in UTC with its zone. */
export type Writing = "number" | "text" | "bytes" | "instant" | "json" | "file";

export type LineField = { name: string; writing: Writing };

const chunkBytes = 256 * 1024;
const sliceBytes = 16 * 1024;
// Up to here a loop is faster than the call of a copy.
const quickest = 48;
const hex = Buffer.from("0123456789abcdef");
// What stands behind the backslash for a byte below 32; 0 where it takes the long form.
const short = Buffer.alloc(32);
for (const [byte, letter] of [
  [8, "b"],
  [9, "t"],
  [10, "n"],
  [12, "f"],
  [13, "r"],
] as const) {
  short[byte] = letter.charCodeAt(0);
}

/** Writes rows as record lines into blocks of bytes, without making a string or an object of a row. */
export class LineWriter {
  #fields: { head: Buffer; writing: Writing }[];
  #fileName: (row: number) => string;
  #block = Buffer.allocUnsafe(chunkBytes);
  #at = 0;
  #full: Buffer[] = [];
  #row = 0;

  /** @param fileName the name of the file that belongs to a row, counted from 1 */
  constructor(fields: readonly LineField[], fileName: (row: number) => string) {
    this.#fields = fields.map(({ name, writing }, no) => ({
      head: Buffer.from(`${no === 0 ? "" : ","}${JSON.stringify(name)}:`),
      writing,
    }));
    this.#fileName = fileName;
  }

  /** Says of the cells, the key's first, which the server lets be nothing but JSON: they stay JSON in the record. */
  expect(isJson: readonly boolean[]): void {
    this.#fields = this.#fields.map((one, at) => (isJson[at + 1] ? { ...one, writing: "json" } : one));
  }

  /** Adds one row: the key by which it was reached, then the cells of the fields. */
  add(cells: readonly Cell[]): void {
    this.#row += 1;
    this.#bytes(cells[0] ?? Buffer.alloc(0));
    this.#byte(0x09);
    this.#byte(0x7b);
    for (let at = 0; at < this.#fields.length; at += 1) {
      const { head, writing } = this.#fields[at] as { head: Buffer; writing: Writing };
      this.#bytes(head);
      this.#value(cells[at + 1] ?? null, writing);
    }
    this.#byte(0x7d);
    this.#byte(0x0a);
  }

  /** The blocks that are full; with `rest` also what has been begun. */
  take(rest: boolean): Buffer[] {
    if (rest) this.#begin(chunkBytes);
    const taken = this.#full;
    this.#full = [];
    return taken;
  }

  #value(cell: Cell, writing: Writing): void {
    if (cell === null) this.#plain("null");
    else if (writing === "number") this.#bytes(cell);
    else if (writing === "text") this.#string(cell);
    else if (writing === "bytes") isText(cell) ? this.#string(cell) : this.#digits(cell);
    else if (writing === "instant") this.#plain(JSON.stringify(instant(cell)));
    else if (writing === "json") isJson(cell) ? this.#bytes(onOneLine(cell)) : this.#string(cell);
    else this.#plain(cell[0] === 0x31 ? JSON.stringify(this.#fileName(this.#row)) : "null");
  }

  #string(cell: Buffer): void {
    this.#byte(0x22);
    for (let start = 0; start < cell.length; start += sliceBytes) {
      const end = Math.min(cell.length, start + sliceBytes);
      this.#room((end - start) * 6);
      const block = this.#block;
      let at = this.#at;
      for (let from = start; from < end; from += 1) {
        const byte = cell[from] as number;
        if (byte >= 0x20 && byte !== 0x22 && byte !== 0x5c) {
          block[at++] = byte;
          continue;
        }
        block[at++] = 0x5c;
        const letter = byte < 0x20 ? (short[byte] as number) : byte;
        if (letter !== 0) {
          block[at++] = letter;
          continue;
        }
        at += block.write("u00", at, "latin1");
        block[at++] = hex[byte >> 4] as number;
        block[at++] = hex[byte & 15] as number;
      }
      this.#at = at;
    }
    this.#byte(0x22);
  }

  /** `"\x00ff"`, the backslash doubled as JSON wants it. */
  #digits(cell: Buffer): void {
    this.#plain('"\\\\x');
    for (let start = 0; start < cell.length; start += sliceBytes) {
      this.#plain(cell.toString("hex", start, Math.min(cell.length, start + sliceBytes)));
    }
    this.#byte(0x22);
  }

  #plain(text: string): void {
    this.#room(text.length * 3);
    this.#at += this.#block.write(text, this.#at);
  }

  #bytes(bytes: Buffer): void {
    this.#room(bytes.length);
    if (bytes.length > quickest) {
      bytes.copy(this.#block, this.#at);
      this.#at += bytes.length;
      return;
    }
    const block = this.#block;
    let at = this.#at;
    for (let from = 0; from < bytes.length; from += 1) block[at++] = bytes[from] as number;
    this.#at = at;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#block[this.#at++] = byte;
  }

  #room(bytes: number): void {
    if (this.#at + bytes > this.#block.length) this.#begin(Math.max(bytes, chunkBytes));
  }

  #begin(bytes: number): void {
    if (this.#at > 0) this.#full.push(this.#block.subarray(0, this.#at));
    this.#block = Buffer.allocUnsafe(bytes);
    this.#at = 0;
  }
}

/** Whether bytes are text that a person can read: well formed, and no control characters but line breaks and tabs. */
function isText(cell: Buffer): boolean {
  for (const byte of cell) {
    if ((byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 0x7f) return false;
  }
  return isUtf8(cell);
}

/** The session's zone is UTC. A zero date is no instant. */
function instant(cell: Buffer): string {
  const text = cell.toString("latin1");
  return text.startsWith("0000") ? text : `${text.replace(" ", "T")}+00:00`;
}

function isJson(cell: Buffer): boolean {
  try {
    JSON.parse(cell.toString("utf8"));
    return true;
  } catch {
    return false;
  }
}

/** Line breaks and tabs stand between tokens only, where they mean what a space means. */
function onOneLine(cell: Buffer): Buffer {
  for (let at = 0; at < cell.length; at += 1) if ((cell[at] as number) < 0x20) cell[at] = 0x20;
  return cell;
}
