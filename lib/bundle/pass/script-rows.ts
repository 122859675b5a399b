import { appendBytes } from "./cells.ts";
import type { Growing } from "./growing.ts";
import { kinds, type Scanner } from "./scan.ts";

const comma = 44;
/** From so many digits on, a double does not hold every number exactly. */
const longDigits = 16;
const missing = Buffer.from("null");

/**
 * Appends the record that was scanned as a list of values for a script: the JSON of each column as it stands. Numbers
 * that a double would round come as texts of their digits.
 */
export function appendScriptRow(out: Growing, json: Buffer, scanned: Scanner): void {
  const { kind, from, to } = scanned;
  out.room(1);
  out.bytes[out.at++] = 91;
  for (let i = 0; i < kind.length; i += 1) {
    const start = from[i] ?? 0;
    const end = to[i] ?? 0;
    if (i > 0) {
      out.room(1);
      out.bytes[out.at++] = comma;
    }
    const is = kind[i];
    if (is === kinds.missing) appendBytes(out, missing, 0, missing.length);
    else if (is === kinds.nested) appendNested(out, json, start, end);
    else if (is === kinds.number && digitsOf(json, start, end) >= longDigits) {
      out.text(`"${json.toString("latin1", start, end)}"`);
    } else appendBytes(out, json, start, end);
  }
  out.room(1);
  out.bytes[out.at++] = 93;
}

function digitsOf(json: Buffer, start: number, end: number): number {
  if (end - start < longDigits) return 0;
  let digits = 0;
  for (let p = start; p < end; p += 1) {
    const c = json[p] ?? 0;
    if (c >= 48 && c <= 57) digits += 1;
  }
  return digits;
}

/** What a script reads in another way than JSON does: `__proto__` as a key, and numbers too long for a double. */
const readOtherwise = /__proto__|\\u00|[0-9.]{16}/i;

function appendNested(out: Growing, json: Buffer, start: number, end: number): void {
  const text = json.toString("utf8", start, end);
  if (!readOtherwise.test(text)) {
    appendBytes(out, json, start, end);
    return;
  }
  const written = JSON.stringify(JSON.parse(text, keepDigits));
  // Between texts only: within one, a quote has a backslash in front.
  out.text(written.replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:'));
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  const isLong =
    typeof value === "number" && source !== undefined && source.replace(/[^0-9]/g, "").length >= longDigits;
  return isLong ? source : value;
}
