import { desc, eq } from "drizzle-orm";
import { transmission } from "#drizzle/schema/transmission.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyIfKept } from "#lib/request/clocks/key-if-kept.ts";
import { open } from "#lib/vault/seal.ts";
import { isFresh, maySend } from "./ask.ts";
import { reasonContext } from "./decide.ts";
import { destinationOf } from "./destination.ts";

export type TransmissionStage = "asked" | "agreed" | "sent" | "refused" | "failed" | "withdrawn";

/** One wish that data goes to another company, and how it stands. */
export type TransmissionView = {
  id: string;
  stage: TransmissionStage;
  controller: string;
  /** The host that it goes to. */
  host: string;
  /** For staff who decide: host and path, as one store holds places of many. What gives the right to write there is left out. */
  place: string | null;
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
    const wishes = await wishesOf(tx, row.id, actor.kind === "staff");
    const busy = wishes.some(({ stage }) => stage === "asked" || stage === "agreed");
    return {
      wishes,
      mayAsk: !busy && maySend(row.status),
      needsCode: "provenAt" in actor && !isFresh(actor.provenAt),
    };
  });
}

async function wishesOf(tx: Queryable, requestId: string, staff: boolean): Promise<TransmissionView[]> {
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
    const { host, pathname } = new URL(address);
    return {
      id: row.id,
      stage: row.stage as TransmissionStage,
      controller,
      host,
      place: staff ? `${host}${pathname}` : null,
      askedAt: row.askedAt,
      endedAt: row.endedAt,
      reason: row.sealedReason ? open(key, reasonContext(row.id), row.sealedReason) : null,
      trouble: row.trouble,
      sha256: row.sha256,
      bytes: row.bytes,
    };
  });
}
