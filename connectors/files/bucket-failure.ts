import { ConnectorError } from "#connectors/errors.ts";

const wrongKeys = new Set([
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "InvalidToken",
  "ExpiredToken",
  "InvalidSecurity",
]);
const cut = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ECONNABORTED"]);

/** A file that is no longer what was listed. */
export function goneOrChanged(name: string): ConnectorError {
  return new ConnectorError(
    "bad_answer",
    `${name} was changed while it was read. It is read again from the start.`,
  );
}

/** Any failure of the bucket as a `ConnectorError`, in our own words only. */
export function failureOfBucket(error: unknown, signal: AbortSignal): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (signal.aborted)
    return new ConnectorError("timeout", "The work was stopped before the files had been read.");
  const { name, code, status, after } = about(error);
  if (wrongKeys.has(name)) return new ConnectorError("refused_credentials", "The bucket refused our keys.");
  if (name === "NoSuchBucket") return new ConnectorError("misconfigured", "There is no such bucket.");
  if (name === "PermanentRedirect" || (status >= 300 && status < 400))
    return new ConnectorError(
      "misconfigured",
      "The bucket lives elsewhere: its endpoint or region is not right.",
    );
  if (status === 404 || status === 412)
    return new ConnectorError("bad_answer", "A file was changed or taken away while it was read.");
  if (status === 401) return new ConnectorError("refused_credentials", "The bucket refused our keys.");
  if (status === 403) return new ConnectorError("forbidden", "Our keys may not read this bucket.");
  if (status === 429 || name === "SlowDown")
    return new ConnectorError("rate_limited", "The bucket asks us to come back later.", after);
  if (status >= 500) return new ConnectorError("unreachable", "The bucket is in trouble.", after);
  if (status >= 400) return new ConnectorError("bad_answer", "The bucket refused our question.");
  if (name === "TimeoutError" || code === "ETIMEDOUT")
    return new ConnectorError("timeout", "The bucket did not answer in time.");
  if (
    code.startsWith("CERT_") ||
    code.startsWith("ERR_TLS") ||
    code.includes("SELF_SIGNED") ||
    code.includes("VERIFY")
  )
    return new ConnectorError("unreachable", "The certificate of the bucket could not be verified.");
  if (cut.has(code)) return new ConnectorError("unreachable", "The connection to the bucket was cut.");
  return new ConnectorError("unreachable", "The bucket cannot be reached.");
}

function about(error: unknown): { name: string; code: string; status: number; after: number | undefined } {
  const fault = (error ?? {}) as {
    name?: unknown;
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Record<string, string> };
  };
  const after = Number(fault.$response?.headers?.["retry-after"]);
  return {
    name: String(fault.name ?? ""),
    code: String(fault.code ?? ""),
    status: fault.$metadata?.httpStatusCode ?? 0,
    after: Number.isFinite(after) && after > 0 ? after : undefined,
  };
}
