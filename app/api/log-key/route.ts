import { logKeys, logName } from "#lib/audit/log/checkpoint.ts";

// The keys follow the settings of the house that runs, not of the one that was built.
export const dynamic = "force-dynamic";

/** The keys with which anybody can check the log's checkpoints (C2SP); the first one signs now. */
export function GET(): Response {
  return Response.json({
    schema: "habeas-log-keys",
    algorithm: "Ed25519, C2SP signed-note",
    log: logName(),
    keys: logKeys(),
  });
}
