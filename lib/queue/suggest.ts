import type { Actor } from "#lib/core/actor.ts";
import { type HouseValue, houseValues } from "./house-values.ts";
import { closedValues, isWords, keyWords, type QueueKey, queueKeys, stateWords } from "./keys.ts";
import { isMeant } from "./language.ts";
import { listOf, tokensOf, unquoted, valueText } from "./lexer.ts";
import { readerOf } from "./scope.ts";

/** One way to go on with what is typed: `insert` takes the place of what stands from `start` to `end`. */
export type Suggestion = { start: number; end: number; insert: string; words: string };

const most = 12;
const dayWords: readonly HouseValue[] = [
  { value: "<7d", words: "Within a week" },
  { value: "<14d", words: "Within two weeks" },
  { value: "today", words: "Today" },
  { value: ">30d", words: "More than thirty days" },
];

/**
 * What could stand where the cursor is in a query: keys, or values of the key there with their titles. Names of people are
 * never among them. Throws HabeasError `forbidden`.
 */
export async function suggest(actor: Actor, text: string, at: number): Promise<Suggestion[]> {
  readerOf(actor);
  const cursor = Math.min(Math.max(0, Math.trunc(at) || 0), text.length, 1000);
  const token = tokensOf(text).find(({ start, end }) => start < cursor && cursor <= end);
  const typed = token ? text.slice(token.start, cursor) : "";
  const end = token?.end ?? cursor;
  const [, minus = "", name, rest = ""] = /^(-?)([A-Za-z_]+):(.*)$/s.exec(typed) ?? [];
  const key = queueKeys.find((one) => one === name?.toLowerCase());
  if (name === undefined) return keysLike(typed, token?.start ?? cursor, end);
  if (!key) return [];
  const before = listOf(rest.slice(0, rest.lastIndexOf(",") + 1));
  const wanted = unquoted(rest.slice(rest.lastIndexOf(",") + 1)).toLowerCase();
  const values = (await valuesOf(actor, key)).filter(({ value }) => !before.includes(value));
  return ranked(values, wanted, key).map(({ value, words }) => ({
    start: token?.start ?? cursor,
    end,
    insert: `${minus}${key}:${[...before, value].map(valueText).join(",")}`,
    words,
  }));
}

function keysLike(typed: string, start: number, end: number): Suggestion[] {
  const minus = typed.startsWith("-") ? "-" : "";
  const wanted = typed.slice(minus.length).toLowerCase();
  return queueKeys
    .filter((key) => key.startsWith(wanted))
    .map((key) => ({ start, end, insert: `${minus}${key}:`, words: keyWords[key] }))
    .slice(0, most);
}

async function valuesOf(actor: Actor, key: QueueKey): Promise<readonly HouseValue[]> {
  if (key === "due" || key === "received" || key === "ended") return dayWords;
  const closed = closedValues[key];
  if (!closed) return (await houseValues(actor))[key] ?? [];
  const words: Readonly<Record<string, string>> = key === "is" ? isWords : key === "state" ? stateWords : {};
  return closed.map((value) => ({ value, words: words[value] ?? "" }));
}

/** What begins as it is typed, then what has it inside, in the value or in its words. */
function ranked(values: readonly HouseValue[], wanted: string, key: QueueKey): HouseValue[] {
  const rank = ({ value, words }: HouseValue): number => {
    const [plain, title] = [value.toLowerCase(), words.toLowerCase()];
    if (wanted === "") return 0;
    if (plain.startsWith(wanted) || isMeant(key, value, wanted)) return 0;
    // Words that explain a value are sentences; those of the house's own values are names.
    if (!closedValues[key] && title.split(/\s+/).some((word) => word.startsWith(wanted))) return 1;
    return wanted.length > 1 && plain.includes(wanted) ? 2 : 3;
  };
  return values
    .map((one) => ({ one, at: rank(one) }))
    .filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ one }) => one);
}
