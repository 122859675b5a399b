import pino from "pino";

/**
 * Errors as they may appear in a log: class, code and place, never the message of a foreign error,
 * because drivers put values into their texts.
 */
function factsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const own = error.name === "HabeasError" || error.name === "ConnectorError";
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const place = error.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 6)
    .map((line) => line.trim());
  const cause = error.cause === undefined ? undefined : factsOf(error.cause);
  return { type: error.name, code, message: own ? error.message : undefined, place, cause };
}

/** The one log: JSON lines on standard error, ids and codes only. */
export const log = pino(
  { level: process.env.HABEAS_LOG ?? "info", base: null, serializers: { err: factsOf } },
  pino.destination({ dest: 2, sync: false }),
);
