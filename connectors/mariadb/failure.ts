import { ConnectorError, type ConnectorErrorCode } from "#connectors/errors.ts";

type Meaning = readonly [ConnectorErrorCode, string];

const unreachable: Meaning = ["unreachable", "The database cannot be reached."];
const badAnswer: Meaning = ["bad_answer", "The database could not answer the question."];
const refused: Meaning = ["refused_credentials", "The database refused the sign-in."];
const forbidden: Meaning = [
  "forbidden",
  "The account may not read one of the tables that the data map names.",
];
const tooLong: Meaning = ["timeout", "The database took too long and the query was stopped."];
const locked: Meaning = ["timeout", "A table stayed locked for too long."];
const changed: Meaning = ["schema_changed", "The tables no longer fit what the data map says about them."];
const noTrust: Meaning = [
  "misconfigured",
  "The database did not offer an encrypted connection that can be trusted.",
];

// Numbers of the server (mariadb.com/kb/en/mariadb-error-code-reference).
const numbers: Record<number, Meaning> = {
  1040: ["unreachable", "The database has no room for another connection or query."],
  1041: ["unreachable", "The database has no room for another connection or query."],
  1203: ["unreachable", "The database has no room for another connection or query."],
  1226: ["unreachable", "The database has no room for another connection or query."],
  1053: unreachable,
  1927: unreachable,
  1045: refused,
  1129: refused,
  1130: refused,
  1251: refused,
  1524: refused,
  1698: refused,
  1820: refused,
  1862: refused,
  4151: refused,
  3159: noTrust,
  1044: forbidden,
  1142: forbidden,
  1143: forbidden,
  1227: forbidden,
  1370: forbidden,
  1049: ["misconfigured", "The database named in the settings does not exist."],
  1054: ["schema_changed", "A column that the data map names is no longer there."],
  1146: ["schema_changed", "A table that the data map names is no longer there."],
  1356: changed,
  1412: ["schema_changed", "A table changed its form while it was read."],
  1932: changed,
  1205: locked,
  1213: locked,
  1317: tooLong,
  1969: tooLong,
  3024: tooLong,
};

/** Any failure of the driver as a `ConnectorError`. The server's own words stay behind: they hold values. */
export function failureOf(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { code, errno } = marksOf(error);
  const [kind, sentence] = numbers[errno] ?? (errno >= 1000 ? badAnswer : outsideOf(code, error));
  return new ConnectorError(kind, sentence);
}

function marksOf(error: unknown): { code: string; errno: number } {
  if (error === null || typeof error !== "object") return { code: "", errno: 0 };
  return {
    code: "code" in error ? String(error.code) : "",
    // Negative numbers are the operating system's.
    errno: "errno" in error ? Number(error.errno) : 0,
  };
}

function outsideOf(code: string, error: unknown): Meaning {
  const text = error instanceof Error ? error.message : "";
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code) || /certificate|secure connection/i.test(text))
    return noTrust;
  if (/AUTH_SWITCH|authentication/i.test(`${code} ${text}`)) return refused;
  if (code === "ETIMEDOUT" || code === "PROTOCOL_SEQUENCE_TIMEOUT")
    return ["timeout", "The database did not answer in time."];
  return unreachable;
}
