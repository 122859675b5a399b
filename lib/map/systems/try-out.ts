import type { Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database } from "#lib/db/database.ts";
import { readSystem } from "../reading/read-map.ts";
import type { RunKind } from "../runs.ts";
import type { System } from "../schema.ts";
import { openWatched } from "../session.ts";
import { entryFor, type SystemAction } from "./access.ts";
import { versionOf } from "./store.ts";

/** The version of a system that is meant: the one in force, or a numbered one. Never one that cannot be read. */
export async function chosenVersion(
  actor: Actor,
  id: string,
  action: SystemAction,
  number: number | undefined,
): Promise<{ system: System; version: number | null }> {
  const entry = await entryFor(actor, id, action);
  if (number === undefined) {
    if (entry.unusable) throw new HabeasError("conflict", entry.unusable);
    return { system: entry.system, version: entry.version };
  }
  const row = await versionOf(database(), id, number);
  const { system } = readSystem(row.definition, "draft");
  if (system === null) throw new HabeasError("conflict", `Version ${number} cannot be read any more.`);
  return { system, version: number };
}

/**
 * Has a short conversation with a system, for staff and not for a request: also with a draft, or with one that is
 * paused. A killed system is left alone. What the system did wrong is thrown as `unavailable`, in words.
 */
export async function tryOut<T>(
  { system, version }: { system: System; version: number | null },
  kind: RunKind,
  seconds: number,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    const signal = AbortSignal.timeout(seconds * 1000);
    const session = await openWatched(system, signal, { kind, version, gated: false });
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof HabeasError) throw error;
    if (error instanceof ConnectorError) throw new HabeasError("unavailable", error.message);
    log.error({ err: error, system: system.id }, "trying a system out failed on our side");
    throw new HabeasError("unavailable", "It could not be asked: something went wrong on our side.");
  }
}
