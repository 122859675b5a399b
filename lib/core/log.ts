import pino from "pino";

/**
 * Errors as they may appear in a log: class, code and place, never the message of a foreign error,
 * because drivers put values into their texts.
 */
function factsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const own = error.name === "HabeasError" || error.name === "ConnectorError";
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const place = placeOf(error);
  const cause = error.cause === undefined ? undefined : factsOf(error.cause);
  return { type: error.name, code, message: own ? error.message : undefined, place, cause };
}

/** Where it happened. A foreign message may have lines of its own that begin with "at": they are none of it. */
function placeOf({ stack, message }: Error): string[] | undefined {
  const told = message === "" ? -1 : (stack?.indexOf(message) ?? -1);
  return (told < 0 ? stack : stack?.slice(told + message.length))
    ?.split("\n")
    .map((line) => line.trim())
    .filter((line) => /^at .*(?::\d+:\d+\)?|\((?:<anonymous>|native|index \d+)\))$/.test(line))
    .slice(0, 6);
}

/** The one log: JSON lines on standard error, ids and codes only. */
export const log = pino(
  { level: process.env.HABEAS_LOG ?? "info", base: null, serializers: { err: factsOf } },
  pino.destination({ dest: 2, sync: false }),
);
