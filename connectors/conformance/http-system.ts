import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Person } from "./world.ts";

export type Note = { no: number; person: string; text: string; files?: { url: string; size: number }[] };

/** A real HTTP system with sign-in and pages, and a hook through which a test answers in its place. */
export type HttpSystem = {
  base: string;
  hostPort: string;
  notes: Note[];
  /** Answers a request itself and says so, or lets the system answer. */
  meddle: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Addresses that were asked for, in order. */
  asked: string[];
  tokensIssued: number;
  renamed: boolean;
  forgetTokens(): void;
  stop(): Promise<void>;
};

const pageSize = 3;

/** Starts the system on a port of its own. Its sign-in is OAuth 2 client credentials. */
export async function httpSystem(
  people: readonly Person[],
  clientId: string,
  clientSecret: string,
): Promise<HttpSystem> {
  const tokens = new Set<string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://system.invalid");
    system.asked.push(request.url ?? "");
    if (system.meddle(request, response)) return;
    if (url.pathname === "/token") return signIn(request, response);
    if (!tokens.has((request.headers.authorization ?? "").replace("Bearer ", "")))
      return json(response, 401, { error: "no" });
    if (url.pathname === "/people") {
      const [email, phone] = [url.searchParams.get("email"), url.searchParams.get("phone")];
      const found = people.filter(
        (one) => (email !== null && lower(one.email) === lower(email)) || one.phone === phone,
      );
      return json(response, 200, { data: { items: found } });
    }
    const person = /^\/people\/([^/]+)\/notes$/.exec(url.pathname)?.[1];
    if (person !== undefined) return json(response, 200, page(decodeURIComponent(person), url.searchParams));
    if (url.pathname.startsWith("/files/")) {
      response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
      return response.end(`bytes of ${url.pathname}`);
    }
    json(response, 404, { error: "not found" });
  });
  const signIn = (request: IncomingMessage, response: ServerResponse): void => {
    const wanted = `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(clientSecret)}`).toString("base64")}`;
    if (request.headers.authorization !== wanted) {
      json(response, 401, { error: "invalid_client", said: clientSecret });
      return;
    }
    system.tokensIssued += 1;
    const token = `token-${system.tokensIssued}`;
    tokens.add(token);
    json(response, 200, { access_token: token, token_type: "Bearer", expires_in: 3600 });
  };
  const page = (person: string, query: URLSearchParams) => {
    const size = Number(query.get("size") ?? pageSize);
    const all = system.notes.filter((note) => note.person === person);
    const from = query.has("page") ? (Number(query.get("page")) - 1) * size : Number(query.get("after") ?? 0);
    const items = all
      .slice(from, from + size)
      .map((note) => (system.renamed ? { ...note, person: undefined, owner: person } : note));
    return { items, next: from + size < all.length ? String(from + size) : null };
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const system: HttpSystem = {
    base: `http://127.0.0.1:${port}`,
    hostPort: `127.0.0.1:${port}`,
    notes: people
      .flatMap((one) => one.notes.map((text) => ({ no: 0, person: one.id, text })))
      .map((note, no) => ({ ...note, no: no + 1 })),
    meddle: () => false,
    asked: [],
    tokensIssued: 0,
    renamed: false,
    forgetTokens: () => tokens.clear(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return system;
}

/** Sends JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
