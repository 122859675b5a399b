import { nearest } from "#lib/map/reading/nearest.ts";
import { isDayTest } from "./day-words.ts";
import {
  closedValue,
  closedValues,
  type Grouping,
  type QueueKey,
  queueKeys,
  type SortOrder,
} from "./keys.ts";
import { listOf, type Token, tokensOf, unquoted, valueText, wordText } from "./lexer.ts";

type Place = { start: number; end: number };

/** `right:erasure,access`: any of the values; `-tag:vip`: none of them. */
export type Term = Place & { key: QueueKey; not: boolean; values: string[] };

/** A word without a key: a reference, or a name or mail address (which must not stay in an address line). */
export type Word = Place & { text: string };

/** A piece that is not understood, and asks for nothing. */
export type Problem = Place & {
  text: string;
  why: "key" | "value";
  /** In words, for whoever typed it. */
  words: string;
  /** The piece as it was most likely meant; null where nothing is near. */
  nearest: string | null;
  /** The whole query as it was most likely meant. */
  mended: string | null;
  /** The whole query without the piece. */
  without: string;
};

/** A view of the queue: every piece of the text is exactly one term, word or problem, each with its place. */
export type Query = { text: string; terms: Term[]; words: Word[]; problems: Problem[] };

/** Values of keys that depend on the house; where a key has some, others are problems. */
export type Vocabulary = Readonly<Partial<Record<QueueKey, readonly string[]>>>;

const lengthLimit = 1000;
const piecesLimit = 40;

const dayKeys: readonly QueueKey[] = ["due", "received", "ended"];
const oneValued: readonly QueueKey[] = ["sort", "group"];

type Read = { term: Term } | { word: Word } | { problem: Pick<Problem, "why" | "words" | "nearest"> };

/**
 * Reads a query. Any text can be read: what is not understood becomes a problem with the nearest that is. What is beyond
 * a thousand characters or forty pieces is cut off.
 */
export function parseQuery(text: string, vocabulary: Vocabulary = {}): Query {
  const whole = text.slice(0, lengthLimit);
  const query: Query = { text: whole, terms: [], words: [], problems: [] };
  const tokens = tokensOf(whole)
    .filter(({ raw }) => unquoted(raw).trim() !== "")
    .slice(0, piecesLimit);
  const texts = tokens.map(({ raw }) => raw);
  tokens.forEach((token, at) => {
    const read = readToken(token, vocabulary);
    if ("term" in read) query.terms.push(read.term);
    else if ("word" in read) query.words.push(read.word);
    else {
      const { nearest: meant } = read.problem;
      query.problems.push({
        ...placeOf(token),
        ...read.problem,
        text: token.raw,
        mended: meant === null ? null : texts.with(at, meant).join(" "),
        without: texts.toSpliced(at, 1).join(" "),
      });
    }
  });
  return query;
}

const placeOf = ({ start, end }: Place): Place => ({ start, end });

function readToken(token: Token, vocabulary: Vocabulary): Read {
  const [, minus = "", name, rest = ""] = /^(-?)([A-Za-z_]+):(.*)$/s.exec(token.raw) ?? [];
  if (name === undefined) return { word: { ...placeOf(token), text: unquoted(token.raw).trim() } };
  const key = queueKeys.find((one) => one === name.toLowerCase());
  if (!key) {
    const meant = nearest(name.toLowerCase(), queueKeys);
    return {
      problem: {
        why: "key",
        words: `There is no key “${name}”.`,
        nearest: meant && `${minus}${meant}:${rest}`,
      },
    };
  }
  const values: string[] = [];
  for (const typed of listOf(rest)) {
    const value = keptValue(key, typed, vocabulary);
    if (value === null) return { problem: unknownValue(key, typed, token.raw, vocabulary) };
    if (!values.includes(value)) values.push(value);
  }
  if (values.length === 0)
    return { problem: { why: "value", words: `“${key}” needs something after the colon.`, nearest: null } };
  const kept = oneValued.includes(key) ? values.slice(0, 1) : values;
  return { term: { ...placeOf(token), key, not: minus === "-" && !oneValued.includes(key), values: kept } };
}

/** A value as it is kept; null where the key has no such value. */
function keptValue(key: QueueKey, typed: string, vocabulary: Vocabulary): string | null {
  if (dayKeys.includes(key)) return isDayTest(typed.toLowerCase()) ? typed.toLowerCase() : null;
  if (closedValues[key]) return closedValue(key, typed);
  if (key === "place") return /^[a-z]{2}(-[a-z]{2})?$/i.test(typed) ? typed.toUpperCase() : null;
  const known = vocabulary[key];
  if (!known || typed.startsWith("@")) return typed;
  return known.find((one) => isMeant(key, one, typed)) === undefined ? null : typed;
}

/** Whether a typed value names one of the house. A law answers to its last part too: `ccpa` is `US_CA_CCPA`. */
export function isMeant(key: QueueKey, value: string, typed: string): boolean {
  const [one, other] = [value.toLowerCase(), typed.toLowerCase().replaceAll("-", "_")];
  if (one === other || one === typed.toLowerCase()) return true;
  return key === "law" && one.endsWith(`_${other}`);
}

function unknownValue(key: QueueKey, typed: string, raw: string, vocabulary: Vocabulary) {
  const why = "value" as const;
  if (dayKeys.includes(key)) {
    const words = `“${typed}” is no day. Write ${key}:<14d or ${key}:>2026-12-01.`;
    return { why, words, nearest: null };
  }
  const meant = nearest(typed, closedValues[key] ?? vocabulary[key] ?? []);
  return {
    why,
    words: `“${key}” has no “${typed}”.`,
    nearest: meant && raw.replace(valueText(typed), valueText(meant)),
  };
}

/** One term as it is written. */
export const termText = ({ key, not, values }: Pick<Term, "key" | "not" | "values">): string =>
  `${not ? "-" : ""}${key}:${values.map(valueText).join(",")}`;

/** A query as one text, in the order in which it was typed; reading it again gives the same. */
export function queryText(query: Pick<Query, "terms" | "words" | "problems">): string {
  return [
    ...query.terms.map((term) => ({ at: term.start, text: termText(term) })),
    ...query.words.map((word) => ({ at: word.start, text: wordText(word.text) })),
    ...query.problems.map((problem) => ({ at: problem.start, text: problem.text })),
  ]
    .sort((one, other) => one.at - other.at)
    .map(({ text }) => text)
    .join(" ");
}

/** A query without one of its pieces, by where it begins: what taking a chip away leads to. */
export function withoutPiece(query: Query, start: number): string {
  const rest = <P extends Place>(pieces: readonly P[]) => pieces.filter((one) => one.start !== start);
  return queryText({
    terms: rest(query.terms),
    words: rest(query.words),
    problems: rest(query.problems),
  });
}

/** A query with a term in place of all others of its key; null takes the key away. */
export function withTerm(query: Query, key: QueueKey, value: string | null): string {
  const terms = query.terms.filter((term) => term.key !== key);
  const added: Term[] =
    value === null
      ? []
      : [{ key, not: false, values: [value], start: query.text.length, end: query.text.length }];
  return queryText({ ...query, terms: [...terms, ...added] });
}

/** The order that a query asks for; by due day where it asks for none. */
export function sortOf(query: Query): SortOrder {
  return (query.terms.findLast(({ key }) => key === "sort")?.values[0] ?? "due") as SortOrder;
}

/** The groups that a query asks for; by due week where it asks for none. */
export function groupingOf(query: Query): Grouping {
  return (query.terms.findLast(({ key }) => key === "group")?.values[0] ?? "week") as Grouping;
}
