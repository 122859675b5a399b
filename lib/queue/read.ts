import { and, eq, type SQL, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { conditionOf } from "./condition.ts";
import { parseQuery, type Query, termText, withoutPiece } from "./language.ts";
import { orderOf } from "./order.ts";
import type { QueueRow } from "./row.ts";
import { type FoundRequest, rowsOf } from "./rows.ts";
import { type Reader, readerOf } from "./scope.ts";

const usualPage = 50;
const largestPage = 500;

/** A page of the queue. */
export type QueuePage = {
  query: Query;
  rows: QueueRow[];
  /** Where the next and the previous page begin; null where there is none. */
  next: string | null;
  prev: string | null;
  /** Of an empty list: the one piece without which there would be something; null where no single one does it. */
  tooNarrow: { piece: string; without: string } | null;
};

/**
 * The desk's queue: the requests that a query asks for, of those that the reader may know of. `after` is where an earlier
 * page told that another begins. Throws HabeasError `forbidden`, or `invalid` for a place that is none.
 */
export async function readQueue(
  actor: Actor,
  wish: { query: string | Query; after?: string | undefined; limit?: number | undefined },
): Promise<QueuePage> {
  const reader = readerOf(actor);
  const query = typeof wish.query === "string" ? parseQuery(wish.query) : wish.query;
  const order = orderOf(query);
  const limit = Math.min(Math.max(1, wish.limit ?? usualPage), largestPage);
  const start = wish.after ? order.beyond(wish.after) : { condition: undefined, backwards: false };
  return inTransaction(async (tx) => {
    const condition = and(conditionOf(query, reader), start.condition);
    const found = await foundBy(tx, condition, order.by(start.backwards), limit + 1);
    const more = found.length > limit;
    const shown = start.backwards ? found.slice(0, limit).reverse() : found.slice(0, limit);
    const [first, last] = [shown[0]?.request, shown.at(-1)?.request];
    const further = {
      next: start.backwards || more,
      prev: start.backwards ? more : wish.after !== undefined,
    };
    return {
      query,
      rows: await rowsOf(tx, shown, reader),
      next: further.next && last ? order.placeOf(last, false) : null,
      prev: further.prev && first ? order.placeOf(first, true) : null,
      tooNarrow: shown.length === 0 && !wish.after ? await tooNarrow(tx, query, reader) : null,
    };
  });
}

/**
 * How many requests a query has for a reader, counted no further than `most`: `most + 1` says that there are more. For
 * saved views; the views that the desk always has are told by `readCounts`.
 */
export async function countUpTo(actor: Actor, query: string, most: number): Promise<number> {
  const condition = conditionOf(parseQuery(query), readerOf(actor)) ?? sql`true`;
  const { rows } = await database().execute<{ count: number }>(
    sql`select count(*)::int as count from (select 1 from ${request} where ${condition}
      order by safe_due, id limit ${most + 1}) as found`,
  );
  return rows[0]?.count ?? 0;
}

async function foundBy(
  tx: Transaction,
  condition: SQL | undefined,
  order: SQL[],
  limit: number,
): Promise<FoundRequest[]> {
  return tx
    .select({ request, owner: staff })
    .from(request)
    .leftJoin(staff, eq(request.ownerId, staff.id))
    .where(condition)
    .orderBy(...order)
    .limit(limit);
}

/** The last piece of a query without which the list would not be empty: what was added last is taken back first. */
async function tooNarrow(tx: Transaction, query: Query, reader: Reader): Promise<QueuePage["tooNarrow"]> {
  const pieces = [
    ...query.terms
      .filter(({ key }) => key !== "sort" && key !== "group")
      .map((term) => ({ ...term, text: termText(term) })),
    ...query.words,
  ].sort((one, other) => other.start - one.start);
  if (pieces.length < 2) return null;
  for (const { start, text } of pieces) {
    const without = withoutPiece(query, start);
    if (await anyOf(tx, conditionOf(parseQuery(without), reader))) return { piece: text, without };
  }
  return null;
}

/** In the order of an index: without one, what is rare would be looked for through the whole table. */
async function anyOf(tx: Transaction, condition: SQL | undefined): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from ${request} where ${condition ?? sql`true`} order by safe_due, id limit 1`,
  );
  return rows.length > 0;
}
