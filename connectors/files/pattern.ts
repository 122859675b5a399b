import { ConnectorError } from "#connectors/errors.ts";

/** Which names belong to a collection, and what in them is the day. */
export type Pattern = {
  text: string;
  /** One expression for each part of the path. */
  parts: readonly RegExp[];
  /** What every name begins with. */
  prefix: string;
  /** The day of a fitting name as YYYY-MM-DD, or null where the pattern has none. */
  dayOf(name: string): string | null;
  fits(name: string): boolean;
};

const holders: Record<string, string> = {
  "*": "[^/]*",
  "{date}": "(?<date>\\d{4}-\\d{2}-\\d{2}|\\d{8})",
  "{year}": "(?<year>\\d{4})",
  "{month}": "(?<month>\\d{2})",
  "{day}": "(?<day>\\d{2})",
};
const holder = /\*|\{[^}]*\}/g;

/**
 * Reads `visits/dt={date}/*.parquet`: `*` stands for any characters but "/", `{date}` for a day, which may also be
 * written as `{year}`, `{month}` and `{day}`. Throws `misconfigured`, naming the collection.
 */
export function patternOf(text: string, collection: string): Pattern {
  const wrong = (why: string) =>
    new ConnectorError("misconfigured", `The file pattern of ${collection} ${why}.`);
  const parts = text.split("/");
  if (text.length > 500 || text.includes("\\") || /\p{Cc}/u.test(text)) throw wrong("is no plain path");
  if (parts.some((part) => part === "" || part === "." || part === ".."))
    throw wrong("must stay inside the folder");
  const found: string[] = text.match(holder) ?? [];
  for (const one of found) {
    if (!Object.hasOwn(holders, one)) throw wrong("knows *, {date}, {year}, {month} and {day} only");
    if (one !== "*" && found.indexOf(one) !== found.lastIndexOf(one)) throw wrong(`has ${one} twice`);
  }
  const day = ["{year}", "{month}", "{day}"].filter((one) => found.includes(one));
  if (day.length > 0 && (day.length < 3 || found.includes("{date}")))
    throw wrong("gives the day in two ways or in part");
  const whole = new RegExp(`^${expression(text)}$`, "su");
  return {
    text,
    parts: parts.map((part) => new RegExp(`^${expression(part)}$`, "su")),
    prefix: text.slice(0, text.search(holder) === -1 ? text.length : text.search(holder)),
    fits: (name) => whole.test(name),
    dayOf(name) {
      const groups = whole.exec(name)?.groups ?? {};
      const { year, month, day: dayOfMonth } = groups;
      const date = groups.date ?? (year === undefined ? undefined : `${year}${month}${dayOfMonth}`);
      if (date === undefined) return null;
      const plain = date.replaceAll("-", "").replace(/^(.{4})(..)(..)$/, "$1-$2-$3");
      if (!isDay(plain))
        throw new ConnectorError(
          "misconfigured",
          `A file of ${collection} is named by a day that does not exist.`,
        );
      return plain;
    },
  };
}

const expression = (text: string) =>
  text
    .split(/(\*|\{[^}]*\})/)
    .map(
      (piece) =>
        (Object.hasOwn(holders, piece) ? holders[piece] : undefined) ??
        piece.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"),
    )
    .join("");

const isDay = (text: string) => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** A name with its day and numbers taken out, as a first guess of a pattern: `visits-2026-03-01.ndjson`. */
export function guessedPattern(name: string): string {
  const dated = name.replace(/\d{4}-\d{2}-\d{2}|(?<!\d)(?:19|20)\d{6}(?!\d)/, "{date}");
  return dated.replace(/\d{3,}/g, (digits, at: number) => (dated.slice(0, at).endsWith("{") ? digits : "*"));
}
