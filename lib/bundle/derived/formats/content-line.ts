import { cleanText } from "../value.ts";

const widest = 75;

/**
 * A content line of vCard and iCalendar with its CRLF, folded so that no line has more than 75 octets and no letter is cut
 * (RFC 6350, 3.2; RFC 5545, 3.1).
 */
export function contentLine(name: string, value: string): string {
  const bytes = Buffer.from(`${name}:${value}`);
  if (bytes.length <= widest) return `${name}:${value}\r\n`;
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(bytes.length, start + (start === 0 ? widest : widest - 1));
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    lines.push(bytes.toString("utf8", start, end));
    start = end;
  }
  return `${lines.join("\r\n ")}\r\n`;
}

/** A text value: what would end it, or the line, is escaped. */
export function escaped(text: string): string {
  return cleanText(text)
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

/** A line for a text, or nothing where there is none. */
export function textLine(name: string, text: string | null): string {
  return text === null ? "" : contentLine(name, escaped(text));
}

/** `20250304` or `20250304T102030`, in UTC with `Z`. */
export function compact(iso: string): string {
  return iso.replace(/[-:]/g, "");
}
