import { and, eq, sql } from "drizzle-orm";
import { systemSecret } from "#drizzle/schema/map.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { sealSecret } from "../secrets.ts";
import { entryFor } from "./access.ts";

const form = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

/**
 * Sets a secret that the system's settings name as `secret:NAME`, in place of the one before. It is sealed, and no
 * use case ever shows it again.
 */
export async function setSecret(actor: Actor, id: string, name: string, value: string): Promise<void> {
  await entryFor(actor, id, "manage_systems");
  if (!form.test(name)) throw new HabeasError("invalid", "Name a secret with letters, digits and _.");
  if (value === "" || value.length > 20_000) {
    throw new HabeasError("invalid", "A secret has 1 to 20000 characters.");
  }
  const set = { sealed: sealSecret(id, name, value), setAt: sql`now()`, setBy: actorName(actor) };
  await inTransaction(async (tx) => {
    await tx
      .insert(systemSecret)
      .values({ systemId: id, name, ...set })
      .onConflictDoUpdate({ target: [systemSecret.systemId, systemSecret.name], set });
    await audit(tx, null, actor, { kind: "system_secret_set", system: id, name });
  });
}

/** Removes a secret for good. Harmless where there is none. */
export async function forgetSecret(actor: Actor, id: string, name: string): Promise<void> {
  await entryFor(actor, id, "manage_systems");
  await inTransaction(async (tx) => {
    const gone = await tx
      .delete(systemSecret)
      .where(and(eq(systemSecret.systemId, id), eq(systemSecret.name, name)))
      .returning();
    if (gone.length > 0) await audit(tx, null, actor, { kind: "system_secret_forgotten", system: id, name });
  });
}
