import { eq } from "drizzle-orm";
import { systemState } from "#drizzle/schema/map.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { entryFor } from "./access.ts";
import { lockState } from "./store.ts";

/** A limit as it may be: 1 to 6000 conversations in a minute, or none. Throws `invalid`. */
export function rateOf(typed: number | null): number | null {
  if (typed === null || (Number.isInteger(typed) && typed >= 1 && typed <= 6000)) return typed;
  throw new HabeasError("invalid", "The limit is a whole number from 1 to 6000, or none.");
}

/** Limits how many conversations are begun with a system in a minute, over all workers; null lifts the limit. */
export async function setRate(actor: Actor, id: string, perMinute: number | null): Promise<void> {
  const entry = await entryFor(actor, id, "manage_systems");
  const limit = rateOf(perMinute);
  await inTransaction(async (tx) => {
    const standing = await lockState(tx, id);
    await audit(tx, null, actor, { kind: "system_rate_set", system: id, perMinute: limit });
    if (standing) {
      await tx.update(systemState).set({ perMinute: limit }).where(eq(systemState.systemId, id));
    } else {
      await tx.insert(systemState).values({
        systemId: id,
        version: entry.version,
        state: "enabled",
        reason: "",
        changedBy: actorName(actor),
        perMinute: limit,
      });
    }
  });
}
