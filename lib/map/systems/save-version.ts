import { eq } from "drizzle-orm";
import { systemSecret, systemState } from "#drizzle/schema/map.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { placeOfSecrets } from "../addresses.ts";
import { keptInFile } from "../entry.ts";
import { placeName } from "../reading/mistake.ts";
import { readSystem } from "../reading/read-map.ts";
import { entryFor, reasonOf } from "./access.ts";
import { type Change, changesBetween } from "./changes.ts";
import { addVersion, definitionOf, lockState, mustBeRight, mustNotReachMachine, newestOf } from "./store.ts";

export type SavedVersion = {
  version: number;
  changes: Change[];
  /** What has to be mended before the version can be enabled, in words. */
  mistakes: string[];
  /** True where secrets were forgotten because the address that they were given for has changed. */
  secretsForgotten: boolean;
};

/**
 * Writes the next version of a system. While it is a draft the version is in force at once; afterwards it is when
 * somebody enables it. Throws `conflict` where somebody saved another version after `basedOn`, or nothing differs.
 */
export async function saveVersion(
  actor: Actor,
  id: string,
  typed: { definition: unknown; reason: string; basedOn: number },
): Promise<SavedVersion> {
  const entry = await entryFor(actor, id, "manage_systems");
  if (entry.keptIn === "file") keptInFile();
  const definition = definitionOf(typed.definition);
  const reason = reasonOf(typed.reason);
  if (definition.id !== id) throw new HabeasError("invalid", `A system keeps its id: it is ${id}.`);
  await mustBeRight(definition, "draft");
  return inTransaction(async (tx) => {
    const state = (await lockState(tx, id)) ?? notFound();
    const before = await newestOf(tx, id);
    if (before.number !== typed.basedOn) {
      throw new HabeasError(
        "conflict",
        `Somebody saved version ${before.number} in the meantime. Look at it, then save yours again.`,
      );
    }
    const changes = changesBetween(before.definition, definition);
    if (changes.length === 0) throw new HabeasError("conflict", "Nothing differs from the version before.");
    mustNotReachMachine(actor, definition, before.definition);
    const version = before.number + 1;
    await addVersion(tx, actor, id, version, { definition, reason });
    if (state.state === "draft") {
      await tx.update(systemState).set({ version }).where(eq(systemState.systemId, id));
    }
    const secretsForgotten =
      actor.kind === "staff" && (await forgetSecrets(tx, actor, id, before.definition, definition));
    const { findings } = readSystem(definition, "whole");
    const mistakes = findings
      .filter((one) => one.weight === "mistake")
      .map((one) => `${placeName(definition, one.path)}: ${one.message}`);
    return { version, changes, mistakes, secretsForgotten };
  });
}

/**
 * A secret stays only with the address that it was given for: otherwise somebody who may describe a system could have
 * a secret that they cannot see sent to a server of their own.
 */
async function forgetSecrets(
  tx: Transaction,
  actor: Actor,
  id: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<boolean> {
  if (placeOfSecrets(before) === placeOfSecrets(after)) return false;
  const gone = await tx.delete(systemSecret).where(eq(systemSecret.systemId, id)).returning();
  for (const { name } of gone) {
    await audit(tx, null, actor, { kind: "system_secret_forgotten", system: id, name });
  }
  return gone.length > 0;
}
