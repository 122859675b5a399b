import type { request } from "#drizzle/schema/request.ts";
import type { Queryable } from "#lib/db/database.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";
import { type Answers, answers } from "./answers.ts";

export type RequestRow = typeof request.$inferSelect;

export const answersContext = (requestId: string) => `request/${requestId}/sealed`;

/** What the person said when they asked, opened with the request's own key. */
export async function answersOf(tx: Queryable, row: RequestRow): Promise<Answers> {
  const key = await keyOf(tx, row.id);
  return answers.parse(JSON.parse(open(key, answersContext(row.id), row.sealed)));
}
