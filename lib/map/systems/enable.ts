import { and, desc, eq } from "drizzle-orm";
import { systemRun } from "#drizzle/schema/map.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { keptInFile } from "../entry.ts";
import { entryFor, reasonOf } from "./access.ts";
import { changeState, lockState, mustBeRight, versionOf } from "./store.ts";

/**
 * Enables a system, in the version in force or in another one; also lets it go on after a pause or the kill switch.
 * A draft, or another version than the one in force, must be right throughout and have passed its last check. What
 * was held back goes on at once. Throws `invalid`, `conflict`.
 */
export async function enableSystem(
  actor: Actor,
  id: string,
  typed: { reason: string; version?: number },
): Promise<{ version: number | null }> {
  const entry = await entryFor(actor, id, "manage_systems");
  const reason = reasonOf(typed.reason);
  if (entry.keptIn === "file" && typed.version !== undefined) keptInFile();
  return inTransaction(async (tx) => {
    if (entry.keptIn === "file") {
      await changeState(tx, actor, id, { state: "enabled", reason });
      return { version: null };
    }
    const before = (await lockState(tx, id)) ?? notFound();
    const version = typed.version ?? before.version ?? notFound();
    if (before.state === "enabled" && before.version === version) {
      throw new HabeasError("conflict", "This version is enabled already.");
    }
    if (before.state === "draft" || before.version !== version) {
      await mustBeRight((await versionOf(tx, id, version)).definition, "whole");
      const [last] = await tx
        .select()
        .from(systemRun)
        .where(and(eq(systemRun.systemId, id), eq(systemRun.version, version), eq(systemRun.kind, "check")))
        .orderBy(desc(systemRun.startedAt))
        .limit(1);
      if (!last?.ok) {
        throw new HabeasError("conflict", `Check version ${version} first: its last check has not passed.`);
      }
    }
    await changeState(tx, actor, id, { state: "enabled", reason, version });
    return { version };
  });
}
