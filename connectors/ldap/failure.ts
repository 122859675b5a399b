import { ResultCodeError } from "ldapts";
import { ConnectorError } from "#connectors/errors.ts";

type Told = ConstructorParameters<typeof ConnectorError>;

/** Result codes of RFC 4511, in our own words. */
const told: Record<number, Told> = {
  3: ["timeout", "The directory took longer than it allows itself."],
  4: ["bad_answer", "The directory cut its answer short: this account's size limit is too low."],
  8: ["misconfigured", "The directory wants a signed-in or encrypted connection."],
  10: ["bad_answer", "The directory refers to another server for its answer."],
  11: ["bad_answer", "The directory cut its answer short: this account's limits are too low."],
  12: ["misconfigured", "The directory cannot give its answers in pages."],
  13: ["misconfigured", "The directory wants an encrypted connection."],
  32: ["misconfigured", "The place that the data map names is not in the directory, or may not be seen."],
  34: ["misconfigured", "The data map or the settings hold a name that is no name of an entry."],
  48: ["refused_credentials", "The directory does not let this account sign in like this."],
  49: ["refused_credentials", "The directory refused our name or password."],
  50: ["forbidden", "This account may not read what the data map declares."],
  51: ["unreachable", "The directory is too busy to answer."],
  52: ["unreachable", "The directory is not available."],
  53: ["forbidden", "The directory is not willing to answer this account."],
};

/** Any failure of the directory as a `ConnectorError`. Its own texts may hold names: none is passed on. */
export function failureOf(error: unknown, signal: AbortSignal): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (signal.aborted)
    return new ConnectorError("timeout", "The work was stopped before the directory had answered.");
  if (error instanceof ResultCodeError) {
    const [code, sentence] = told[error.code] ?? [
      "bad_answer",
      `The directory answered with an error (${error.code}).`,
    ];
    return new ConnectorError(code, sentence);
  }
  const text = error instanceof Error ? error.message : "";
  const code = error !== null && typeof error === "object" && "code" in error ? String(error.code) : "";
  if (/timed? ?out/i.test(text))
    return new ConnectorError("timeout", "The directory did not answer in time.");
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code))
    return new ConnectorError("unreachable", "The certificate of the directory could not be verified.");
  if (/Connection closed|Socket/.test(text) || code === "ECONNRESET" || code === "EPIPE")
    return new ConnectorError("unreachable", "The connection to the directory was cut.");
  return new ConnectorError("unreachable", "The directory cannot be reached.");
}
