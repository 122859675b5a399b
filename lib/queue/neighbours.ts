import { and } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { conditionOf } from "./condition.ts";
import { parseQuery } from "./language.ts";
import { orderOf } from "./order.ts";
import { readerOf } from "./scope.ts";

/** The requests before and after one in the list of a query, by reference; null at its ends. */
export type Neighbours = { previous: string | null; next: string | null };

/**
 * Where one goes on from a request that one came to from a list. It need not be in the list any more: its place is still
 * known. Throws `not_found`, `forbidden`.
 */
export async function neighboursOf(actor: Actor, query: string, reference: string): Promise<Neighbours> {
  const reader = readerOf(actor);
  const parsed = parseQuery(query);
  const order = orderOf(parsed);
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const beside = async (backwards: boolean): Promise<string | null> => {
      const beyond = order.beyond(order.placeOf(row, backwards));
      const [found] = await tx
        .select({ reference: request.reference })
        .from(request)
        .where(and(conditionOf(parsed, reader), beyond.condition))
        .orderBy(...order.by(backwards))
        .limit(1);
      return found?.reference ?? null;
    };
    return { previous: await beside(true), next: await beside(false) };
  });
}
