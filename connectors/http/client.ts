import { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent, type Dispatcher } from "undici";
import { ConnectorError } from "#connectors/errors.ts";
import { admit, hostPort, type Resolve, resolveHost, webAddress } from "./address.ts";
import { failureOf, failureOfStatus } from "./failure.ts";
import { waitOf } from "./wait.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type GuardedRequest = {
  method?: Method;
  headers?: Record<string, string>;
  body?: string | AsyncIterable<Uint8Array>;
  /** Most bytes of the answer, after decompression. */
  maxBytes: number;
  /** What a status that is no success means here, where it means something else than usual. */
  meaning?: (status: number) => ConnectorError | undefined;
  /** Told of every answer's headers, whatever its status. */
  heed?: (headers: Record<string, string>) => void;
};

export type GuardedAnswer = {
  status: number;
  headers: Record<string, string>;
  bytes: AsyncIterable<Uint8Array>;
};

export type GuardedClient = {
  /** Sends one request. Answers 2xx only; every other outcome is a `ConnectorError`. Redirects are not followed. */
  send(address: string, request: GuardedRequest): Promise<GuardedAnswer>;
  close(): Promise<void>;
};

export type ClientOptions = {
  internalHosts: readonly string[];
  signal: AbortSignal;
  resolve?: Resolve;
  connectSeconds?: number;
  /** Longest silence: until the headers, and between two pieces of the body. */
  silenceSeconds?: number;
  /** Longest time of one exchange from first to last byte. */
  exchangeSeconds?: number;
  /** Connections to one host. */
  connections?: number;
};

/**
 * The one way out of the house. A name is resolved once per request and the socket goes to that address, whatever the
 * name says a moment later; proxies of the environment are not used; answers are capped in bytes and time.
 */
export function guardedClient(options: ClientOptions): GuardedClient {
  const agents = new Map<string, Agent>();
  const silence = (options.silenceSeconds ?? 30) * 1000;
  const exchange = (options.exchangeSeconds ?? 3600) * 1000;
  const agentFor = (url: URL, address: string): Agent => {
    const name = `${hostPort(url)} ${address}`;
    const known = agents.get(name);
    if (known) return known;
    const agent = new Agent({
      connections: options.connections ?? 4,
      maxHeaderSize: 32_768,
      headersTimeout: silence,
      bodyTimeout: silence,
      connect: {
        timeout: (options.connectSeconds ?? 10) * 1000,
        lookup: (_host, wanted, done) => {
          const family = address.includes(":") ? 6 : 4;
          if (wanted.all) done(null, [{ address, family }]);
          else done(null, address, family);
        },
      },
    });
    agents.set(name, agent);
    return agent;
  };
  return {
    async send(text, request) {
      const url = webAddress(text);
      const stop = AbortSignal.any([options.signal, AbortSignal.timeout(exchange)]);
      try {
        stop.throwIfAborted();
        const address = await admit(url, options.internalHosts, options.resolve ?? resolveHost);
        const answer = await agentFor(url, address).request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method ?? "GET",
          headers: { "accept-encoding": "gzip, deflate, br", "user-agent": "habeas", ...request.headers },
          body:
            typeof request.body === "object"
              ? Readable.from(request.body, { objectMode: false })
              : (request.body ?? null),
          signal: stop,
        });
        return await opened(answer, request, stop);
      } catch (error) {
        throw failureOf(error, stop);
      }
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

async function opened(
  answer: Dispatcher.ResponseData,
  request: GuardedRequest,
  stop: AbortSignal,
): Promise<GuardedAnswer> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  request.heed?.(headers);
  if (answer.statusCode < 200 || answer.statusCode > 299 || answer.statusCode === 206) {
    answer.body.on("error", () => {}).destroy();
    throw request.meaning?.(answer.statusCode) ?? failureOfStatus(answer.statusCode, waitOf(headers));
  }
  const bytes = unpacked(answer.body, headers["content-encoding"], request.maxBytes);
  return { status: answer.statusCode, headers, bytes: guarded(bytes, stop) };
}

async function* guarded(bytes: Readable, stop: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of bytes) yield chunk;
  } catch (error) {
    throw failureOf(error, stop);
  } finally {
    bytes.destroy();
  }
}

/** Undoes at most one compression and counts what comes out, so that a small answer cannot unfold without end. */
function unpacked(body: Readable, encoding: string | undefined, maxBytes: number): Readable {
  const kind = (encoding ?? "identity").trim().toLowerCase();
  const unpack =
    kind === "gzip" || kind === "x-gzip"
      ? createGunzip()
      : kind === "deflate"
        ? createInflate()
        : kind === "br"
          ? createBrotliDecompress()
          : undefined;
  if (unpack === undefined && kind !== "identity" && kind !== "") {
    body.on("error", () => {}).destroy();
    throw new ConnectorError("bad_answer", "The system packed its answer in a way that was not asked for.");
  }
  let passed = 0;
  const cap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > maxBytes)
        done(new ConnectorError("bad_answer", "The system's answer is larger than allowed."));
      else done(null, chunk);
    },
  });
  const steps: [Readable, ...Transform[]] = unpack === undefined ? [body, cap] : [body, unpack, cap];
  return steps.reduce((from, to) => {
    from.on("error", (error) => to.destroy(error));
    from.pipe(to as Transform);
    to.on("close", () => from.destroy());
    return to;
  });
}
