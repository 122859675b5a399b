import { eq, sql } from "drizzle-orm";
import { requestKey } from "#drizzle/schema/request.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import { type DataKey, derivedKey } from "./seal.ts";
import { newWrappedKey, openedKey } from "./wrapped-key.ts";

const context = (requestId: string) => `request_key/${requestId}/wrapped`;

/** A new data key for a request, and the same key wrapped by the house's as it is stored. */
export const newRequestKey = (requestId: string): { key: DataKey; wrapped: Buffer } =>
  newWrappedKey(derivedKey("wrap"), context(requestId));

/** The data key of a request. Throws HabeasError `gone` once it has been destroyed. */
export async function keyOf(tx: Queryable, requestId: string): Promise<DataKey> {
  const [row] = await tx.select().from(requestKey).where(eq(requestKey.requestId, requestId));
  if (!row?.wrapped)
    throw new HabeasError("gone", "The data of this request has been destroyed on schedule.");
  return unwrapped(requestId, row.wrapped);
}

/** The data keys of several requests by one statement. Those that have been destroyed are not among them. */
export async function keysOf(tx: Queryable, requestIds: readonly string[]): Promise<Map<string, DataKey>> {
  const rows = await tx
    .select()
    .from(requestKey)
    .where(sql`${requestKey.requestId} = any(${sql.param(requestIds)}::uuid[])`);
  return new Map(
    rows.flatMap(({ requestId, wrapped }) =>
      wrapped ? [[requestId, unwrapped(requestId, wrapped)] as const] : [],
    ),
  );
}

const unwrapped = (requestId: string, wrapped: Buffer): DataKey =>
  openedKey(derivedKey("wrap"), context(requestId), wrapped);
