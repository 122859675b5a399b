import { ConnectorError, type ConnectorErrorCode } from "#connectors/errors.ts";

type Meaning = readonly [ConnectorErrorCode, string];

const unreachable: Meaning = ["unreachable", "The database cannot be reached."];
const badAnswer: Meaning = ["bad_answer", "The database could not answer the question."];

// SQLSTATE, or the first characters of one; the longest that fits decides.
const states: Record<string, Meaning> = {
  "08": unreachable,
  "57P": unreachable,
  "57P05": unreachable,
  "53": ["unreachable", "The database has no room for another connection or query."],
  "28": ["refused_credentials", "The database refused the sign-in."],
  "3D000": ["misconfigured", "The database named in the settings does not exist."],
  "42501": ["forbidden", "The account may not read one of the tables that the data map names."],
  "42703": ["schema_changed", "A column that the data map names is no longer there."],
  "42P01": ["schema_changed", "A table that the data map names is no longer there."],
  "3F000": ["schema_changed", "The schema that the data map names is no longer there."],
  "42": ["schema_changed", "The tables no longer fit what the data map says about them."],
  "57014": ["timeout", "The database took too long and the query was stopped."],
  "55P03": ["timeout", "A table stayed locked for too long."],
  "40": ["timeout", "The database broke off the reading to protect other work."],
  "25P03": ["timeout", "The database closed a connection that had paused for too long."],
  "25": ["misconfigured", "The database did not accept a read-only reading."],
};

/** Any failure of the driver as a `ConnectorError`. The server's own words stay behind: they hold values. */
export function failureOf(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const code = codeOf(error);
  const state = Object.keys(states)
    .filter((known) => code.startsWith(known))
    .sort((a, b) => b.length - a.length)[0];
  const meaning: Meaning = /^[0-9A-Z]{5}$/.test(code)
    ? ((state === undefined ? undefined : states[state]) ?? badAnswer)
    : outsideOf(code, error);
  return new ConnectorError(meaning[0], meaning[1]);
}

function codeOf(error: unknown): string {
  const code = error !== null && typeof error === "object" && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

function outsideOf(code: string, error: unknown): Meaning {
  const text = error instanceof Error ? error.message : "";
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code) || /does not support SSL/.test(text)) {
    return ["misconfigured", "The database did not offer an encrypted connection that can be trusted."];
  }
  if (/SASL|SCRAM|password must be|authentication/i.test(text)) {
    return ["refused_credentials", "The database refused the sign-in."];
  }
  if (code === "ETIMEDOUT" || /timeout/i.test(text))
    return ["timeout", "The database did not answer in time."];
  return unreachable;
}
