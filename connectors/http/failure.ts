import { ConnectorError } from "#connectors/errors.ts";

/** What a status that is no success means. Every unknown one is a failure, never "nothing held". */
export function failureOfStatus(status: number, seconds?: number): ConnectorError {
  if (status === 401) return new ConnectorError("refused_credentials", "The system refused the sign-in.");
  if (status === 403)
    return new ConnectorError("forbidden", "The account may not read what the data map names.");
  if (status === 429)
    return new ConnectorError("rate_limited", "The system asks to be called less often.", seconds);
  if (status === 408 || status === 504)
    return new ConnectorError("timeout", "The system did not answer in time.", seconds);
  if (status === 404 || status === 410) {
    return new ConnectorError("schema_changed", "An address that the data map names is not there.");
  }
  if (status >= 500)
    return new ConnectorError("unreachable", `The system answered with an error (${status}).`, seconds);
  if (status >= 300 && status < 400) {
    return new ConnectorError(
      "misconfigured",
      `The system sent us to another address (${status}), which we do not follow.`,
    );
  }
  return new ConnectorError(
    "bad_answer",
    `The system answered in a way that we do not understand (${status}).`,
  );
}

const timeouts = /TIMEOUT|ETIMEDOUT/;
const unpacking = /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING)/;

/** Any failure of the network as a `ConnectorError`, without the system's own words. */
export function failureOf(error: unknown, stop?: AbortSignal): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (stop?.aborted)
    return new ConnectorError("timeout", "The work was stopped before the system had answered.");
  const code = error !== null && typeof error === "object" && "code" in error ? String(error.code) : "";
  if (timeouts.test(code)) return new ConnectorError("timeout", "The system did not answer in time.");
  if (unpacking.test(code))
    return new ConnectorError("bad_answer", "The system's answer cannot be unpacked.");
  if (/^HPE_|UND_ERR_(HEADERS_OVERFLOW|RES_)|UND_ERR_RESPONSE/.test(code)) {
    return new ConnectorError("bad_answer", "The system's answer is not proper HTTP.");
  }
  if (/CERT|TLS|SSL|ALTNAME/.test(code)) {
    return new ConnectorError(
      "misconfigured",
      "The system did not prove its name with a certificate that can be trusted.",
    );
  }
  return new ConnectorError("unreachable", "The system cannot be reached.");
}
