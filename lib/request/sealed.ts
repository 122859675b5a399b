import type { request } from "#drizzle/schema/request.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import { keyOf, keysOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";
import { type Answers, answers } from "./answers.ts";

export type RequestRow = typeof request.$inferSelect;

export const answersContext = (requestId: string) => `request/${requestId}/sealed`;

/** The same, or null once it has been destroyed on schedule. */
export async function answersIfKept(tx: Queryable, row: RequestRow): Promise<Answers | null> {
  try {
    return await answersOf(tx, row);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "gone") return null;
    throw error;
  }
}

/** What the person said when they asked, opened with the request's own key. */
export async function answersOf(tx: Queryable, row: RequestRow): Promise<Answers> {
  const key = await keyOf(tx, row.id);
  return answers.parse(JSON.parse(open(key, answersContext(row.id), row.sealed)));
}

/** The same of several requests by one statement. Those that have been destroyed on schedule are not among them. */
export async function answersOfAll(
  tx: Queryable,
  rows: readonly RequestRow[],
): Promise<Map<string, Answers>> {
  const keys = await keysOf(
    tx,
    rows.map((row) => row.id),
  );
  return new Map(
    rows.flatMap((row) => {
      const key = keys.get(row.id);
      return key
        ? [[row.id, answers.parse(JSON.parse(open(key, answersContext(row.id), row.sealed)))] as const]
        : [];
    }),
  );
}
