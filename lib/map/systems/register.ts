import { sql } from "drizzle-orm";
import { systemState } from "#drizzle/schema/map.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { entryOf, freshMap } from "../current.ts";
import { mayOnSystems, reasonOf } from "./access.ts";
import { rateOf } from "./set-rate.ts";
import { addVersion, definitionOf, lockState, mustBeRight, mustNotReachMachine } from "./store.ts";

/**
 * Registers a system as a draft: nobody is looked for in it before it is enabled. Its collections may follow in a
 * later version. Throws `invalid` with every mistake, `conflict` where a system of this id exists.
 */
export async function registerSystem(
  actor: Actor,
  typed: { definition: unknown; reason: string; perMinute?: number | null },
): Promise<{ id: string; version: number }> {
  mayOnSystems(actor, "manage_systems");
  const definition = definitionOf(typed.definition);
  mustNotReachMachine(actor, definition, {});
  await mustBeRight(definition, "draft");
  await freshMap();
  const id = String(definition.id);
  const what = { definition, reason: reasonOf(typed.reason) };
  await inTransaction((tx) =>
    addSystem(tx, actor, id, { ...what, perMinute: rateOf(typed.perMinute ?? null) }),
  );
  return { id, version: 1 };
}

/** Writes a system's first version and its state. Throws `conflict` where a system of this id exists. */
export async function addSystem(
  tx: Transaction,
  actor: Actor,
  id: string,
  what: { definition: Record<string, unknown>; reason: string; perMinute: number | null },
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('system_state'), hashtext(${id}))`);
  if (entryOf(id) || (await lockState(tx, id))) {
    throw new HabeasError("conflict", `A system with the id ${id} exists already; choose another id.`);
  }
  const { definition, reason, perMinute } = what;
  await audit(tx, null, actor, { kind: "system_registered", system: id });
  await addVersion(tx, actor, id, 1, { definition, reason });
  await tx
    .insert(systemState)
    .values({ systemId: id, version: 1, state: "draft", reason, changedBy: actorName(actor), perMinute });
}
