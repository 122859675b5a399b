import type { Collection } from "#connectors/collection.ts";
import type { Category } from "#connectors/language/categories.ts";
import type { Day } from "#lib/core/day.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import { type Answers, kindsIn } from "./answers.ts";

/** The part of their data that a person asked for. Empty kinds: all; null days: no bound. */
export type Narrowing = { kinds: readonly Category[]; from: Day | null; until: Day | null };

/** What a request is narrowed to by its answers (pure); null where everything was asked, or a part only in words. */
export function narrowingOf(
  asked: Pick<Answers, "right" | "scope" | "kinds" | "from" | "until">,
): Narrowing | null {
  const divisible = asked.right === "access" || asked.right === "portability" || asked.right === "erasure";
  if (!divisible || asked.scope !== "some") return null;
  const kinds = kindsIn(asked.kinds);
  const from = asked.from || null;
  const until = asked.until || null;
  return kinds.length === 0 && from === null && until === null ? null : { kinds, from, until };
}

/** True where a collection belongs to what was asked for. */
export function isAskedFor(narrowing: Narrowing | null, collection: Pick<Collection, "category">): boolean {
  return narrowing === null || narrowing.kinds.length === 0 || narrowing.kinds.includes(collection.category);
}

/** True where a span was asked for and the collection's records say when they arose; else all of them are given. */
export function isCutByTime(
  narrowing: Narrowing | null,
  { occurred }: Pick<Collection, "occurred">,
): boolean {
  return narrowing !== null && occurred !== undefined && (narrowing.from ?? narrowing.until) !== null;
}

/** True where a record's own day lies in the span. A record without a readable day is given: it may be theirs to have. */
export function isInSpan({ from, until }: Pick<Narrowing, "from" | "until">, occurred: unknown): boolean {
  const text = typeof occurred === "number" ? new Date(occurred).toISOString() : occurred;
  if (typeof text !== "string") return true;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (day === undefined) return true;
  return (from === null || day >= from) && (until === null || day <= until);
}

/** The lines `<via>\\t<json>\\n` of records that arose in the span. */
export async function* linesInSpan(
  lines: AsyncIterable<Uint8Array>,
  field: string,
  span: Pick<Narrowing, "from" | "until">,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of wholeLines(lines)) {
    const kept = chunk
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "" && isInSpan(span, occurredIn(line, field)));
    if (kept.length > 0) yield Buffer.from(`${kept.join("\n")}\n`);
  }
}

function occurredIn(line: string, field: string): unknown {
  const record: unknown = JSON.parse(line.slice(line.indexOf("\t") + 1));
  return typeof record === "object" && record !== null
    ? (record as Record<string, unknown>)[field]
    : undefined;
}
