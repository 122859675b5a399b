import { and, desc, eq, notInArray, sql } from "drizzle-orm";
import { systemSecret, systemVersion } from "#drizzle/schema/map.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { addressSecrets } from "../addresses.ts";
import { sealSecret } from "../secrets.ts";
import { entryFor } from "./access.ts";

const form = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

/**
 * Sets secrets that the system's settings name as `secret:NAME`, in place of those before. They are sealed, and no
 * use case ever shows them again. Where one of them is an address, the system's other secrets are forgotten unless
 * they are given anew together with it: they were meant for the place before.
 */
export async function setSecrets(
  actor: Actor,
  id: string,
  secrets: ReadonlyMap<string, string>,
): Promise<void> {
  const entry = await entryFor(actor, id, "manage_systems");
  for (const [name, value] of secrets) {
    if (!form.test(name)) throw new HabeasError("invalid", "Name a secret with letters, digits and _.");
    if (value === "" || value.length > 20_000) {
      throw new HabeasError("invalid", "A secret has 1 to 20000 characters.");
    }
  }
  await inTransaction(async (tx) => {
    const [newest] = await tx
      .select()
      .from(systemVersion)
      .where(eq(systemVersion.systemId, id))
      .orderBy(desc(systemVersion.number))
      .limit(1);
    const places = [entry.written, newest?.definition ?? {}].flatMap(addressSecrets);
    // The operator has the secrets anyway; staff of the desk have not.
    if (actor.kind !== "operator" && [...secrets.keys()].some((name) => places.includes(name))) {
      const gone = await tx
        .delete(systemSecret)
        .where(and(eq(systemSecret.systemId, id), notInArray(systemSecret.name, [...secrets.keys()])))
        .returning();
      for (const { name } of gone)
        await audit(tx, null, actor, { kind: "system_secret_forgotten", system: id, name });
    }
    for (const [name, value] of secrets) {
      const set = { sealed: sealSecret(id, name, value), setAt: sql`now()`, setBy: actorName(actor) };
      await tx
        .insert(systemSecret)
        .values({ systemId: id, name, ...set })
        .onConflictDoUpdate({ target: [systemSecret.systemId, systemSecret.name], set });
      await audit(tx, null, actor, { kind: "system_secret_set", system: id, name });
    }
  });
}

/** Sets one secret, as `setSecrets` does. */
export function setSecret(actor: Actor, id: string, name: string, value: string): Promise<void> {
  return setSecrets(actor, id, new Map([[name, value]]));
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
