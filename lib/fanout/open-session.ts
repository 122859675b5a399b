import type { Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { entryOf } from "#lib/map/current.ts";
import type { RunKind } from "#lib/map/runs.ts";
import type { System } from "#lib/map/schema.ts";
import { openWatched } from "#lib/map/session.ts";

/** What a task tells a session besides the system: itself, its memory, and where the system may call. */
export type SessionOfTask = { taskId?: string; memo?: string; callbackUrl?: string; kind?: RunKind };

/**
 * Opens a conversation with a system of the map for the work on a request. Throws ConnectorError: `misconfigured` on
 * wrong settings, `paused` while staff hold the system back, `rate_limited` above the limit that they set.
 */
export async function openSession(
  system: System,
  signal: AbortSignal,
  ofTask: SessionOfTask = {},
): Promise<Session> {
  const entry = entryOf(system.id);
  if (entry?.unusable) throw new ConnectorError("misconfigured", entry.unusable);
  return openWatched(system, signal, {
    kind: "locate",
    ...ofTask,
    version: entry?.version ?? null,
    gated: true,
  });
}
