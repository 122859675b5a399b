import { ConnectorError, type ConnectorErrorCode } from "#connectors/errors.ts";

// Primary result codes of SQLite (sqlite.org/rescode.html).
const meanings: Record<number, readonly [ConnectorErrorCode, string]> = {
  3: ["forbidden", "The database file may not be read."],
  5: ["timeout", "The database file stayed locked for too long."],
  6: ["timeout", "The database file stayed locked for too long."],
  10: ["unreachable", "The database file cannot be read from its disk."],
  11: ["bad_answer", "The database file is damaged."],
  14: ["unreachable", "The database file cannot be opened."],
  17: ["schema_changed", "The tables changed while they were read."],
  23: ["forbidden", "The database file may not be read."],
  26: ["bad_answer", "The file is not a database."],
};

/** Any failure of the driver as a `ConnectorError`; SQLite's own words stay behind. */
export function failureOf(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const code =
    error !== null && typeof error === "object" && "errcode" in error ? Number(error.errcode) : Number.NaN;
  const meaning = meanings[code & 0xff];
  if (meaning !== undefined) return new ConnectorError(meaning[0], meaning[1]);
  const text = error instanceof Error ? error.message : "";
  if (/no such (column|table)/.test(text)) {
    return new ConnectorError(
      "schema_changed",
      "The tables no longer fit what the data map says about them.",
    );
  }
  return new ConnectorError("bad_answer", "The database could not answer the question.");
}
