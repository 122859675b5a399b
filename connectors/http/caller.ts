import { setTimeout as wait } from "node:timers/promises";
import type { SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type GuardedAnswer, guardedClient } from "./client.ts";
import { failureOf } from "./failure.ts";
import { readJson } from "./read-json.ts";
import type { HttpSettings } from "./settings.ts";
import { signInFor } from "./sign-in.ts";

/** Signed-in, paced requests to one system. */
export type Caller = {
  json(address: string): Promise<unknown>;
  /** A file's bytes. Credentials go along only to the system's own origin. */
  file(address: string): Promise<GuardedAnswer>;
  signIn(): Promise<void>;
  close(): Promise<void>;
};

const jsonBytes = 64 * 1024 * 1024;
const fileBytes = 4 * 1024 * 1024 * 1024;
const shortWaitSeconds = 5;
const tries = 4;

/** Keeps to the agreed pace, waits out short "later" answers, renews a refused token once. */
export function callerFor(context: SessionContext<HttpSettings>): Caller {
  const { settings, signal, internalHosts } = context;
  const client = guardedClient({ internalHosts, signal, silenceSeconds: settings.silence_seconds });
  const signIn = signInFor(settings, client);
  const origin = new URL(settings.base_url).origin;
  const pause = settings.requests_per_second === undefined ? 0 : 1000 / settings.requests_per_second;
  let free = 0;

  const pace = async (): Promise<void> => {
    const now = Date.now();
    const start = Math.max(now, free);
    free = start + pause;
    if (start > now) await sleep(start - now);
  };
  const sleep = async (ms: number): Promise<void> => {
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      throw failureOf(error, signal);
    }
  };
  const send = async (address: string, maxBytes: number): Promise<GuardedAnswer> => {
    const own = URL.canParse(address) && new URL(address).origin === origin;
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      await pace();
      try {
        const headers = own ? await signIn.headers() : {};
        return await client.send(address, {
          maxBytes,
          headers: { accept: maxBytes === jsonBytes ? "application/json" : "*/*", ...headers },
        });
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        const seconds = error.code === "rate_limited" ? error.retryAfterSeconds : undefined;
        if (seconds !== undefined && seconds <= shortWaitSeconds && attempt < tries)
          await sleep(seconds * 1000);
        else if (error.code === "refused_credentials" && own && !renewed && signIn.renew()) renewed = true;
        else throw error;
      }
    }
  };
  return {
    json: async (address) => readJson((await send(address, jsonBytes)).bytes),
    file: (address) => send(address, fileBytes),
    signIn: async () => {
      await signIn.headers();
    },
    close: () => client.close(),
  };
}
