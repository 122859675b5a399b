import type { SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type GuardedAnswer, guardedClient } from "./client.ts";
import { paceOf } from "./pace.ts";
import { readJson } from "./read-json.ts";
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
  sleep(ms: number): Promise<void>;
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

  const send = async (request: ReadyRequest, accept: string, maxBytes: number): Promise<GuardedAnswer> => {
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
