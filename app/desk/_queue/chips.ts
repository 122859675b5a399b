import type { QueueKey } from "#lib/queue/keys.ts";
import { type Query, type Term, withoutPiece } from "#lib/queue/language.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import { rightWords, statusWords } from "../_kit/words.ts";

/** A piece of the query in words; `without` is the query that is left when it is taken away. */
export type Chip = { start: number; words: string; without: string };

/** Names of what the house calls its own: systems by id, laws by id, members of staff by what stands in the query. */
export type Names = (key: QueueKey, value: string) => string | null;

const isTitles: Readonly<Record<string, string>> = {
  open: "Open",
  done: "Done",
  overdue: "Overdue",
  late: "Answered late",
  new: "New",
  waiting_person: "Waiting on person",
  waiting_system: "Waiting on system",
  review: "To review",
  approval: "To approve",
  snoozed: "Snoozed",
  paused: "Paused",
  at_risk: "At risk",
  spam: "Spam",
  hidden: "Something hidden",
};

const labels: Readonly<Partial<Record<QueueKey, string>>> = {
  right: "Right",
  law: "Law",
  owner: "Owner",
  system: "System",
  state: "A system",
  stage: "Stage",
  tag: "Tag",
  channel: "Came by",
  brand: "Brand",
  place: "Lives in",
  who: "Person",
  outcome: "Outcome",
  ground: "Refused because",
  group: "In groups by",
};

const orders: Readonly<Record<string, string>> = {
  due: "Due soonest first",
  "-due": "Due latest first",
  received: "Oldest first",
  "-received": "Newest first",
};

const spans = { d: ["day", "days"], w: ["week", "weeks"], m: ["month", "months"] } as const;

/** "14 days", or the date as it stands. */
function dayWords(text: string): string {
  const [, count, unit] = /^[+-]?(\d+)([dwm])$/.exec(text) ?? [];
  if (!count || !unit) return text;
  const [one, many] = spans[unit as keyof typeof spans];
  return count === "1" ? `1 ${one}` : `${Number(count)} ${many}`;
}

const dayVerbs: Readonly<Partial<Record<QueueKey, string>>> = {
  due: "Due",
  received: "Received",
  ended: "Ended",
};

/** "Due in less than 14 days", "Received after 2026-12-01". */
function daysInWords(key: QueueKey, value: string): string {
  const verb = dayVerbs[key] ?? key;
  const [low, high] = value.split("..");
  if (high !== undefined)
    return `${verb} ${[low && `from ${dayWords(low)}`, high && `to ${dayWords(high)}`].filter(Boolean).join(" ")}`;
  const [, sign = "", day = ""] = /^([<>]=?|=?)(.*)$/.exec(value) ?? [];
  if (!/^[+-]?\d+[dwm]$/.test(day)) {
    const signs: Record<string, string> = { "<": "before ", "<=": "by ", ">": "after ", ">=": "from " };
    return `${verb} ${signs[sign] ?? (day === "today" ? "" : "on ")}${day}`;
  }
  const span = dayWords(day);
  const past = key === "due" ? day.startsWith("-") : !day.startsWith("+");
  const amount = sign.startsWith("<") ? "less than " : sign.startsWith(">") ? "more than " : "";
  return past ? `${verb} ${amount}${span} ago` : `${verb} in ${amount}${span}`;
}

function valueWords(key: QueueKey, value: string, names: Names): string {
  const named = names(key, value);
  if (named) return named;
  if (key === "right") return rightWords[value as keyof typeof rightWords] ?? value;
  if (key === "stage") return statusWords[value as RequestStatus]?.word ?? value;
  if (key === "owner") return { "@me": "me", "@nobody": "nobody", none: "nobody" }[value] ?? value;
  return value.replaceAll("_", " ");
}

/** One term as somebody would say it. */
function termWords({ key, not, values }: Pick<Term, "key" | "not" | "values">, names: Names): string {
  const or = (words: string[]) => words.join(" or ");
  const negated = (words: string) => (not ? `Not: ${words}` : words);
  if (key === "is") return negated(or(values.map((value) => isTitles[value] ?? value)));
  if (key === "sort") return orders[values[0] ?? ""] ?? "";
  if (key in dayVerbs) return negated(or(values.map((value) => daysInWords(key, value))));
  if (key === "agent") return (values[0] === "yes") !== not ? "Asked by an agent" : "Asked by themselves";
  const said = or(values.map((value) => valueWords(key, value, names)));
  return not ? `${labels[key] ?? key}: not ${said}` : `${labels[key] ?? key}: ${said}`;
}

/** The query as chips, in its own order. They only render it: each leads to the query without its piece. */
export function chipsOf(query: Query, names: Names): Chip[] {
  return [
    ...query.terms.map((term) => ({ start: term.start, words: termWords(term, names) })),
    ...query.words.map(({ start, text }) => ({ start, words: `Has “${text}”` })),
  ]
    .sort((one, other) => one.start - other.start)
    .map((chip) => ({ ...chip, without: withoutPiece(query, chip.start) }));
}
