import { desc, eq } from "drizzle-orm";
import { transmission } from "#drizzle/schema/transmission.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open } from "#lib/vault/seal.ts";
import { isFresh, maySend } from "./ask.ts";
import { reasonContext } from "./decide.ts";
import { destinationOf } from "./destination.ts";

export type TransmissionStage = "asked" | "agreed" | "sent" | "refused" | "failed" | "withdrawn";

/** One wish that data goes to another company, and how it stands. */
export type TransmissionView = {
  id: string;
  stage: TransmissionStage;
  controller: string;
  /** The host that it goes to; the whole address is nobody's to read. */
  host: string;
  askedAt: Date;
  endedAt: Date | null;
  reason: string | null;
  trouble: string | null;
  sha256: string | null;
  bytes: number | null;
};

export type Transmissions = {
  wishes: TransmissionView[];
  /** A new wish can be made: nothing is open, and the request still can send. */
  mayAsk: boolean;
  /** The person's code is too old to ask. */
  needsCode: boolean;
};

/** A request's wishes, newest first. Throws HabeasError `not_found` for strangers and where the right is another. */
export async function transmissionsOf(actor: Actor, reference: string): Promise<Transmissions> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });
    if (row.right !== "portability") throw new HabeasError("not_found", "There is no such page.");
    const wishes = await wishesOf(tx, row.id);
    const busy = wishes.some(({ stage }) => stage === "asked" || stage === "agreed");
    return {
      wishes,
      mayAsk: !busy && maySend(row.status),
      needsCode: actor.kind === "person" && !isFresh(actor.provenAt),
    };
  });
}

async function wishesOf(tx: Queryable, requestId: string): Promise<TransmissionView[]> {
  const rows = await tx
    .select()
    .from(transmission)
    .where(eq(transmission.requestId, requestId))
    .orderBy(desc(transmission.askedAt));
  if (rows.length === 0) return [];
  const key = await keyIfKept(tx, requestId);
  // Once a request's data is destroyed on schedule, where it once went is gone with it.
  if (key === null) return [];
  return rows.map((row) => {
    const { controller, address } = destinationOf(key, row);
    return {
      id: row.id,
      stage: row.stage as TransmissionStage,
      controller,
      host: new URL(address).host,
      askedAt: row.askedAt,
      endedAt: row.endedAt,
      reason: row.sealedReason ? open(key, reasonContext(row.id), row.sealedReason) : null,
      trouble: row.trouble,
      sha256: row.sha256,
      bytes: row.bytes,
    };
  });
}

async function keyIfKept(tx: Queryable, requestId: string): Promise<DataKey | null> {
  try {
    return await keyOf(tx, requestId);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "gone") return null;
    throw error;
  }
}
