import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { requestKey } from "#drizzle/schema/request.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import { type DataKey, derivedKey, open, seal } from "./seal.ts";

const context = (requestId: string) => `request_key/${requestId}/wrapped`;

/** Makes a request's own data key and stores it wrapped by the master key. */
export async function createRequestKey(tx: Queryable, requestId: string): Promise<DataKey> {
  const key = randomBytes(32);
  const wrapped = seal(derivedKey("wrap"), context(requestId), key.toString("base64"));
  await tx.insert(requestKey).values({ requestId, wrapped });
  return key;
}

/** The data key of a request. Throws HabeasError `gone` once it has been destroyed. */
export async function keyOf(tx: Queryable, requestId: string): Promise<DataKey> {
  const [row] = await tx.select().from(requestKey).where(eq(requestKey.requestId, requestId));
  if (!row?.wrapped)
    throw new HabeasError("gone", "The data of this request has been destroyed on schedule.");
  return Buffer.from(open(derivedKey("wrap"), context(requestId), row.wrapped), "base64");
}
