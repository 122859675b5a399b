import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { portalPolicy } from "#app/_ui/policy.ts";
import { environment } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import { alwaysAt } from "./headers.ts";
import { takeOut } from "./inbound.ts";
import { type Refusal, refusalOf } from "./refuse.ts";

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

const guarded = new WeakSet<Server>();

/**
 * Stands before the framework in the portal's own server: every answer gets the headers of the house whoever makes it,
 * what must not be asked is refused, and slow or broken connections end. The framework gives its server to nobody, so it
 * is met at its first connection.
 */
export function standAtDoor(): void {
  subscribe("net.server.socket", (message) => {
    const { server } = (message as { socket: { server?: unknown } }).socket;
    if (server instanceof Server && !guarded.has(server)) guard(server);
  });
}

function guard(server: Server): void {
  guarded.add(server);
  const { HABEAS_ORIGIN: origin, HABEAS_ADDRESS_HEADER: address } = environment();
  const headers = alwaysAt(origin);
  // Heads that drip in end, and so do bodies: the largest form of ours takes a slow line two minutes.
  server.headersTimeout = 20_000;
  server.requestTimeout = 180_000;
  server.maxHeadersCount = 200;
  server.maxRequestsPerSocket = 1_000;

  const behind = server.listeners("request") as Listener[];
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    for (const { key, value } of headers) response.setHeader(key, value);
    const refusal = refusalOf(request);
    if (refusal) return refuse(response, refusal);
    lookOnceMore(response);
    takeOut(request.headers, address);
    for (const listener of behind) void listener.call(server, request, response);
  });
  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    for (const { key, value } of headers) response.setHeader(key, value);
    refuse(response, { status: 417, words: "This cannot be promised." });
  });
  // Whoever names no host is answered here as well, and not by Node without our headers.
  (server as { requireHostHeader?: boolean }).requireHostHeader = false;
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) =>
    answerBroken(error, socket, headers),
  );
  // Nothing here speaks another protocol: asked to change to one, the house goes on in its own.
  server.removeAllListeners("upgrade");
}

function refuse(response: ServerResponse, { status, words, allow }: Refusal): void {
  for (const { key, value } of otherwise) response.setHeader(key, value);
  response.setHeader("Connection", "close");
  if (allow) response.setHeader("Allow", allow);
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${words}\n`);
}

/** What an answer is given where nobody has named its own. */
const otherwise = [
  { key: "Content-Security-Policy", value: portalPolicy() },
  { key: "Cache-Control", value: "no-store" },
];

/** What the framework tells of its own insides: to which of its addresses a request was led, and what it kept. */
const inner = ["x-middleware-rewrite", "x-nextjs-cache", "x-nextjs-prerender"];

/**
 * Before an answer leaves: whoever made it may have said what it may do and how it may be kept, else the strictest is said.
 */
function lookOnceMore(response: ServerResponse): void {
  const write = response.writeHead;
  response.writeHead = function afterLook(...given: unknown[]) {
    for (const { key, value } of otherwise) if (!response.hasHeader(key)) response.setHeader(key, value);
    for (const name of inner) response.removeHeader(name);
    return Reflect.apply(write, response, given);
  } as typeof write;
}

/** Node's own codes for what is no HTTP, as statuses. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no HTTP with the same headers as everything else, and ends the connection. */
function answerBroken(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  headers: readonly { key: string; value: string }[],
): void {
  log.debug({ code: error.code }, "a connection did not speak HTTP");
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ""] ?? 400;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...[...headers, ...otherwise].map(({ key, value }) => `${key}: ${value}`),
    "Content-Type: text/plain; charset=utf-8",
    "Content-Length: 0",
    "Connection: close",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n`, () => socket.destroy());
}
