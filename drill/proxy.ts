import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** The proxy in front of the portals: it takes turns, and passes over one that does not answer. */
export type Proxy = { close(): Promise<void> };

/**
 * Listens on this machine and hands each request to the next portal. A portal that refuses the connection has not seen
 * the request, so the next one gets it; a connection that breaks later is answered with 502, for who asks to try again.
 */
export async function openProxy(port: number, portals: readonly number[]): Promise<Proxy> {
  let turn = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const first = turn++;
      const order = portals.map((_, n) => portals[(first + n) % portals.length] ?? 0);
      hand(request, Buffer.concat(chunks), response, order);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function hand(
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  [port, ...others]: readonly number[],
): void {
  if (port === undefined) {
    response.writeHead(502).end();
    return;
  }
  const { method, url: path, headers } = request;
  const address = request.socket.remoteAddress ?? "";
  const forwarded = { ...headers, "x-forwarded-for": address, "x-forwarded-proto": "http" };
  const out = ask({ host: "127.0.0.1", port, method, path, headers: forwarded, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  out.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNREFUSED") hand(request, body, response, others);
    else if (!response.headersSent) response.writeHead(502).end();
    else response.destroy();
  });
  out.end(body);
}
