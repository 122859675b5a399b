import { csvCell, wouldChange } from "#lib/core/csv.ts";
import type { Growing } from "./growing.ts";
import { kinds, type Scanner } from "./scan.ts";

const quote = 34;
const comma = 44;
const backslash = 92;

/** What a backslash and a letter stand for. */
const escapes = new Uint8Array(128);
for (const [letter, meant] of ['""', "\\\\", "//", "b\b", "f\f", "n\n", "r\r", "t\t"].map((pair) => [
  ...pair,
])) {
  escapes[letter?.charCodeAt(0) ?? 0] = meant?.charCodeAt(0) ?? 0;
}

/**
 * First bytes of texts that no spreadsheet takes for a formula: ASCII letters and digits, and lead bytes of scripts in
 * which no character is white space, a format character or a sign that calculates.
 */
export const harmless = new Uint8Array(256);
for (const [from, to] of [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc3, 0xd7],
  [0xe4, 0xed],
]) {
  harmless.fill(1, from, (to ?? 0) + 1);
}

/** So many digits a spreadsheet keeps of a number. */
const keptDigits = 15;

/** A whole number with more digits than a spreadsheet keeps is guarded as a text is. */
function isLong(json: Buffer, start: number, end: number): boolean {
  return /^-?[0-9]{16,}$/.test(json.toString("latin1", start, end));
}

/** True where a text that begins with a digit goes on so that a spreadsheet might read all of it as a number. */
function mayBeNumber(json: Buffer, start: number, end: number): boolean {
  for (let p = start; p < end; p += 1) {
    const c = json[p] ?? 0;
    if ((c < 0x30 || c > 0x39) && c !== 0x2e && c !== 0x2c && c !== 0x45 && c !== 0x65) return false;
  }
  return true;
}

/** Appends the record that was scanned as a row of the table: the same cells as `csvRow` makes, from bytes. */
export function appendRow(out: Growing, json: Buffer, scanned: Scanner): void {
  const { kind, from, to } = scanned;
  const last = kind.length - 1;
  out.room(2);
  for (let i = 0; i <= last; i += 1) {
    const start = from[i] ?? 0;
    const end = to[i] ?? 0;
    switch (kind[i]) {
      case kinds.plain:
        appendPlain(out, json, start, end);
        break;
      case kinds.escaped:
        appendEscaped(out, json, start, end);
        break;
      case kinds.coded:
        out.text(csvCell(textAt(json, start, end)));
        break;
      case kinds.number:
        if (end - start > keptDigits && isLong(json, start, end)) appendGuarded(out, json, start, end);
        else appendQuoted(out, json, start, end);
        break;
      case kinds.word:
        appendQuoted(out, json, start, end);
        break;
      case kinds.nested:
        appendNested(out, json, start, end);
        break;
      default:
        out.room(2);
        out.bytes[out.at++] = quote;
        out.bytes[out.at++] = quote;
    }
    out.room(3);
    out.bytes[out.at++] = i === last ? 13 : comma;
  }
  if (last < 0) out.bytes[out.at++] = 13;
  out.bytes[out.at++] = 10;
}

/** The text of a JSON string, with its quotes. */
export function textAt(json: Buffer, start: number, end: number): string {
  return JSON.parse(json.toString("utf8", start, end)) as string;
}

/** A text without quotes and backslashes in it stands in both formats alike. */
function appendPlain(out: Growing, json: Buffer, start: number, end: number): void {
  const first = json[start + 1] ?? 0;
  const digit = first >= 0x30 && first <= 0x39;
  if (
    (harmless[first] === 1 && !(digit && mayBeNumber(json, start + 1, end - 1))) ||
    first === quote ||
    !wouldChange(json.toString("utf8", start + 1, end - 1))
  ) {
    appendBytes(out, json, start, end);
  } else {
    appendGuarded(out, json, start + 1, end - 1);
  }
}

function appendEscaped(out: Growing, json: Buffer, start: number, end: number): void {
  if (harmless[json[start + 1] ?? 0] !== 1) {
    out.text(csvCell(textAt(json, start, end)));
    return;
  }
  const bytes = out.room(2 * (end - start));
  let at = out.at;
  bytes[at++] = quote;
  for (let p = start + 1; p < end - 1; p += 1) {
    let c = json[p] ?? 0;
    if (c === backslash) {
      p += 1;
      c = escapes[json[p] ?? 0] ?? 0;
      if (c === quote) bytes[at++] = quote;
    }
    bytes[at++] = c;
  }
  bytes[at++] = quote;
  out.at = at;
}

function appendQuoted(out: Growing, json: Buffer, start: number, end: number): void {
  out.room(1);
  out.bytes[out.at++] = quote;
  appendBytes(out, json, start, end);
  out.room(1);
  out.bytes[out.at++] = quote;
}

function appendGuarded(out: Growing, json: Buffer, start: number, end: number): void {
  out.room(2);
  out.bytes[out.at++] = quote;
  out.bytes[out.at++] = 39;
  appendBytes(out, json, start, end);
  out.room(1);
  out.bytes[out.at++] = quote;
}

function appendNested(out: Growing, json: Buffer, start: number, end: number): void {
  const bytes = out.room(2 * (end - start) + 2);
  let at = out.at;
  bytes[at++] = quote;
  for (let p = start; p < end; p += 1) {
    const c = json[p] ?? 0;
    if (c === quote) bytes[at++] = quote;
    bytes[at++] = c;
  }
  bytes[at++] = quote;
  out.at = at;
}

/** Short values by hand: calling out costs more than copying them. */
export function appendBytes(out: Growing, from: Buffer, start: number, end: number): void {
  if (end - start > 48) {
    out.copy(from, start, end);
    return;
  }
  const bytes = out.room(end - start);
  let at = out.at;
  for (let p = start; p < end; p += 1) bytes[at++] = from[p] ?? 0;
  out.at = at;
}
