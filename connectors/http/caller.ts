import type { SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type GuardedAnswer, guardedClient } from "./client.ts";
import { paceOf } from "./pace.ts";
import { parsedJson, readJson } from "./read-json.ts";
import type { ReadyRequest } from "./request.ts";
import type { HttpSettings } from "./settings.ts";
import { lowered, signInFor } from "./sign-in.ts";

export type JsonAnswer = { document: unknown; status: number; headers: Record<string, string> };

/** Signed-in, paced requests to one system. */
export type Caller = {
  /** A whole answer, at most the settings' `page_bytes`. */
  json(request: ReadyRequest): Promise<JsonAnswer>;
  /** An answer as it comes. Credentials go along only to the system's own origin. */
  stream(request: ReadyRequest): Promise<GuardedAnswer>;
  /** What may answer with one of these statuses, such as that there is no such record, or with what is no JSON. */
  attempt(request: ReadyRequest, gone: readonly number[]): Promise<JsonAnswer & { gone: boolean }>;
  sleep(ms: number): Promise<void>;
  /** Longest that a session waits for the system, in milliseconds. */
  patience: number;
  /** Most bytes of one record of a stream. */
  recordBytes: number;
  /** The same without signing in: whether somebody answers at all. */
  plain(request: ReadyRequest): Promise<GuardedAnswer>;
  /** Signs in; answers what an operator should know of it. */
  signIn(): Promise<string | undefined>;
  close(): Promise<void>;
};

const streamBytes = 64 * 1024 * 1024 * 1024;
const tries = 4;

/** A request for an address as it stands. */
export function getOf(address: string): ReadyRequest {
  if (!URL.canParse(address)) {
    throw new ConnectorError("bad_answer", "The system names an address that is none.");
  }
  return { method: "GET", url: new URL(address), headers: {}, body: undefined };
}

/** What the refusal of a change means. */
function refusalOf(status: number): ConnectorError | undefined {
  if (status === 403 || status === 405)
    return new ConnectorError("forbidden", "The account may not change or delete what the data map says.");
  if (status === 409 || status === 412 || status === 423 || status === 424)
    return new ConnectorError(
      "bad_answer",
      `The system does not let a record change or go (${status}): something else holds it.`,
    );
  return status === 400 || status === 422
    ? new ConnectorError("bad_answer", `The system does not take what the data map sends (${status}).`)
    : undefined;
}

/** JSON where it is any: what was done is often answered with nothing, or with words. */
async function maybeJson(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  try {
    return parsedJson(Buffer.concat(chunks));
  } catch {
    return undefined;
  }
}

/** Keeps to the agreed pace, waits out short "later" answers, renews a refused token once. */
export function callerFor(
  context: Pick<SessionContext<HttpSettings>, "settings" | "signal" | "internalHosts">,
): Caller {
  const { settings, signal, internalHosts } = context;
  const client = guardedClient({
    internalHosts,
    signal,
    silenceSeconds: settings.silence_seconds,
    connections: Math.max(settings.concurrency, 2),
  });
  const signIn = signInFor(settings, client);
  const pace = paceOf(settings.requests_per_second, settings.wait_seconds, signal);
  const origin = new URL(settings.base_url).origin;
  const general = lowered(settings.headers);

  const send = async (
    request: ReadyRequest,
    accept: string,
    maxBytes: number,
    meaning?: (status: number) => ConnectorError | undefined,
  ): Promise<GuardedAnswer> => {
    const own = request.url.origin === origin;
    const body = request.body === undefined ? "" : JSON.stringify(request.body);
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      await pace.turn();
      let signed: Record<string, string> | undefined;
      try {
        signed = own ? await signIn.headers({ method: request.method, url: request.url, body }) : {};
        return await client.send(request.url.href, {
          method: request.method,
          maxBytes,
          ...(body === "" ? {} : { body }),
          headers: {
            accept,
            ...(body === "" ? {} : { "content-type": "application/json" }),
            ...(own ? { ...general, ...request.headers } : {}),
            ...signed,
          },
          ...(own ? { heed: pace.heed } : {}),
          ...(meaning === undefined ? {} : { meaning }),
        });
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        const later = error.code === "rate_limited" || error.code === "unreachable";
        const seconds = later ? error.retryAfterSeconds : undefined;
        if (seconds !== undefined && seconds <= settings.wait_seconds && attempt < tries)
          await pace.sleep(seconds * 1000);
        else if (error.code === "refused_credentials" && signed && own && !renewed && signIn.renew(signed))
          renewed = true;
        else throw error;
      }
    }
  };
  return {
    json: async (request) => {
      const { status, headers, bytes } = await send(request, "application/json", settings.page_bytes);
      return { status, headers, document: await readJson(bytes, status === 202) };
    },
    stream: (request) => send(request, "*/*", streamBytes),
    attempt: async (request, gone) => {
      const none = new ConnectorError("bad_answer", "There is no such record.");
      let met = 404;
      const meaning = (status: number) => {
        if (!gone.includes(status)) return request.method === "GET" ? undefined : refusalOf(status);
        met = status;
        return none;
      };
      try {
        const answer = await send(request, "application/json", settings.page_bytes, meaning);
        const { status, headers } = answer;
        return { status, headers, gone: false, document: await maybeJson(answer.bytes) };
      } catch (error) {
        if (error !== none) throw error;
        return { status: met, headers: {}, gone: true, document: undefined };
      }
    },
    patience: settings.wait_seconds * 1000,
    plain: async (request) => {
      await pace.turn();
      return client.send(request.url.href, { maxBytes: settings.page_bytes, headers: { accept: "*/*" } });
    },
    signIn: async () => {
      await signIn.headers({ method: "GET", url: new URL(settings.base_url), body: "" });
      return signIn.note();
    },
    sleep: pace.sleep,
    recordBytes: settings.page_bytes,
    close: () => client.close(),
  };
}
