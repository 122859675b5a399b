/** Deeper than anything that is written to the log. */
const deepest = 32;

/** A value that is nested deeper than anything of the log. */
export class TooDeep extends Error {}

/** JSON without spaces, the names of each object in order. Throws `TooDeep`. */
export function canonical(value: unknown, depth = 0): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (depth > deepest) throw new TooDeep();
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, depth + 1)).join(",")}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each, depth + 1)}`).join(",")}}`;
}

/**
 * A value as Postgres writes a `jsonb`: a space after each comma and colon, shorter names first, and numbers without an
 * exponent.
 */
export function databaseText(value: unknown): string {
  if (typeof value === "number") return decimal(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(databaseText).join(", ")}]`;
  const fields = Object.entries(value).sort(([a], [b]) => byLength(a, b));
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}: ${databaseText(each)}`).join(", ")}}`;
}

function byLength(a: string, b: string): number {
  return Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function decimal(value: number): string {
  const text = JSON.stringify(value);
  const [, sign = "", whole = "", part = "", power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (power === undefined) return text;
  const digits = whole + part;
  const point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return point >= digits.length
    ? `${sign}${digits}${"0".repeat(point - digits.length)}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
