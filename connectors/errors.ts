/** What can go wrong with a system, as a closed list. The runner decides by code, never by text. */
export type ConnectorErrorCode =
  | "unreachable"
  | "refused_credentials"
  | "forbidden"
  | "rate_limited"
  | "timeout"
  | "bad_answer"
  | "schema_changed"
  | "wrong_person"
  | "misconfigured"
  /** Staff hold the system back: not a trouble of the system, and never thrown by a connector. */
  | "paused";

/**
 * The only error that leaves a connector. `sentence` says in plain words what happened and holds no personal
 * data, no secret and no text from the system; `retryAfterSeconds` comes from the system where it said so.
 */
export class ConnectorError extends Error {
  readonly code: ConnectorErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ConnectorErrorCode, sentence: string, retryAfterSeconds?: number) {
    super(sentence);
    this.name = "ConnectorError";
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
