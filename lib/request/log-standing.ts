import { audit } from "#lib/audit/append.ts";
import { checkpointOf, logKeys, newestCheckpoints } from "#lib/audit/log/checkpoint.ts";
import { wholeLog } from "#lib/audit/log/export.ts";
import { timestampOf } from "#lib/audit/log/stamp/stamp.ts";
import { type LogState, logState } from "#lib/audit/log/state.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { wholeHouse } from "#lib/db/scope.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { seesEverything } from "./access.ts";
import { mustMay } from "./audit-log.ts";

/** How the log stands as a whole: what was signed about it, who witnesses that, and with which keys it is checked. */
export type LogStanding = {
  state: LogState;
  keys: string[];
  /** The newest checkpoints, the newest first. */
  recent: { size: number; at: Date; root: string }[];
  /** Whether this reader may take the whole log along. */
  mayTake: boolean;
};

const shown = 5;

/** How the log stands. Throws HabeasError `forbidden`. */
export async function readLogStanding(actor: Actor): Promise<LogStanding> {
  mustMay(actor, "see_log");
  // Counts, hashes and times over everything: they say nothing of any one request.
  const state = await wholeHouse(logState);
  const recent = (await newestCheckpoints(shown)).map(({ size, at, root }) => {
    return { size, at, root: root.toString("base64") };
  });
  return { state, keys: logKeys(), recent, mayTake: mayTake(actor) };
}

const mayTake = (actor: Actor) =>
  actor.kind === "operator" ||
  (actor.kind === "staff" && allowed(actor.role, "export_log") && seesEverything(actor));

/** A signed checkpoint, as it went to the witness. Throws HabeasError `forbidden`, `not_found`. */
export async function takeCheckpoint(actor: Actor, size: number): Promise<string> {
  mustMay(actor, "see_log");
  return (await checkpointOf(size))?.note ?? notFound();
}

/** What the authority said about a checkpoint: a token of RFC 3161, DER. Throws HabeasError `forbidden`, `not_found`. */
export async function takeTimestamp(actor: Actor, size: number): Promise<Buffer> {
  mustMay(actor, "see_log");
  return (await timestampOf(size)) ?? notFound();
}

/**
 * The whole log as a file that anybody can check (docs/audit.md). That it was taken is in the log before the first line
 * goes out. Throws HabeasError `forbidden`.
 */
export async function takeWholeLog(actor: Actor): Promise<AsyncIterable<string>> {
  mustMay(actor, "export_log");
  if (!mayTake(actor))
    throw new HabeasError(
      "forbidden",
      "The whole log is of all brands and places. Yours are a part of them.",
    );
  await inTransaction((tx) => audit(tx, null, actor, { kind: "log_exported", filter: "whole" }));
  return piecesOf(wholeLog());
}

/** Each piece is asked for outside of what a reader may see of requests: it is the whole log or none. */
async function* piecesOf(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  for (;;) {
    const { done, value } = await wholeHouse(() => pieces.next());
    if (done) return;
    yield value;
  }
}
