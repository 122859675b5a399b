import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";

/** The key of a request, or null once it has been destroyed on schedule. */
export async function keyIfKept(db: Queryable, requestId: string): Promise<DataKey | null> {
  try {
    return await keyOf(db, requestId);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "gone") return null;
    throw error;
  }
}
