import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Collection, WrittenCollection } from "#connectors/collection.ts";
import type { Connector, Session, SessionContext } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";
import { described, fieldsOf } from "./world.ts";

/** A request that reached a server of a test, with its whole body. */
export type Asked = { method: string; url: URL; headers: IncomingHttpHeaders; body: string };

export type Loopback = {
  base: string;
  hostPort: string;
  asked: Asked[];
  stop(): Promise<void>;
};

/** A real HTTP server on a port of its own, which answers as the test says. */
export async function loopback(
  answer: (asked: Asked, response: ServerResponse) => unknown,
): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one: Asked = {
        method: request.method ?? "",
        url: new URL(request.url ?? "/", "http://system.invalid"),
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      asked.push(one);
      Promise.resolve()
        .then(() => answer(one, response))
        .catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    hostPort: `127.0.0.1:${port}`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Opens a session with a loopback server as a system of a kind. */
export async function openAt(
  kind: string,
  settings: object,
  collections: readonly Collection[],
  more: Partial<SessionContext<unknown>> & { at?: Loopback } = {},
): Promise<Session> {
  const connector: Connector = await connectorOf(kind);
  const { at, ...context } = more;
  return connector.open({
    settings: connector.settings.parse(settings),
    collections,
    signal: new AbortController().signal,
    internalHosts: at === undefined ? [] : [at.hostPort],
    ...context,
  });
}

/** A root collection `people` of an HTTP system; only what is told differs. */
export function peopleAt(http: WrittenCollection["http"], more: Partial<WrittenCollection> = {}): Collection {
  return described({
    name: "people",
    key: ["id"],
    subject_key: "id",
    match: { email: "email" },
    fields: fieldsOf("id", "email"),
    http,
    ...more,
  });
}
