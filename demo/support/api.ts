import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { answerFor, recordAt } from "./changes.ts";
import type { Records } from "./records.ts";
import { rateLimit, TOKEN_SECONDS, tokensFor } from "./tokens.ts";
import type { SupportTrouble } from "./trouble.ts";

/** What the API needs to know about itself. */
export type SupportSettings = {
  records: Records;
  clientId: string;
  clientSecret: string;
  requestsPerSecond: number;
  trouble: () => SupportTrouble;
  tokenSeconds?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
};

const SLOW_MS = 8000;
const BUSY_SECONDS = 5;

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(JSON.stringify(body));
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) break;
  }
  return new URLSearchParams(text);
}

/** Id and secret from the Authorization header (RFC 6749 2.3.1) or from the form. */
function credentialsOf(request: IncomingMessage, form: URLSearchParams): [string, string] {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (basic === undefined) return [form.get("client_id") ?? "", form.get("client_secret") ?? ""];
  const [id = "", secret = ""] = Buffer.from(basic, "base64").toString("utf8").split(":");
  try {
    return [decodeURIComponent(id), decodeURIComponent(secret)];
  } catch {
    return ["", ""];
  }
}

function wholeNumber(text: string | null, low: number, high: number): number | null {
  if (text === null) return low;
  const value = Number(text);
  return Number.isInteger(value) && value >= low && value <= high ? value : null;
}

/** The support desk's HTTP API: OAuth 2 client credentials, paging by cursor and by number, a rate limit,
 * one record by its id to read, change or delete. */
export function supportApi(settings: SupportSettings): RequestListener {
  const { records } = settings;
  const now = settings.now ?? Date.now;
  const seconds = settings.tokenSeconds ?? TOKEN_SECONDS;
  const tokens = tokensFor(settings.clientId, settings.clientSecret, seconds, now);
  const limit = rateLimit(settings.requestsPerSecond, now);

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = await formOf(request);
    const issued = tokens.issue(...credentialsOf(request, form));
    if (form.get("grant_type") !== "client_credentials")
      return json(response, 400, { error: "unsupported_grant_type" });
    if (issued === null) return json(response, 401, { error: "invalid_client" });
    json(response, 200, { access_token: issued, token_type: "Bearer", expires_in: seconds });
  };

  const list = (url: URL): unknown => {
    const email = url.searchParams.get("email");
    const contact = url.searchParams.get("contact");
    if (url.pathname === "/contacts" && email !== null) return records.contacts(email);
    if (url.pathname === "/tickets" && contact !== null) {
      return records.tickets(contact, url.searchParams.get("cursor"));
    }
    const ticket = /^\/tickets\/([^/]+)\/messages$/.exec(url.pathname)?.[1];
    if (ticket === undefined) return null;
    const page = wholeNumber(url.searchParams.get("page"), 1, 1_000_000);
    const perPage = wholeNumber(url.searchParams.get("per_page") ?? "20", 1, 100);
    if (page === null || perPage === null) throw new Error("bad page");
    return records.messages(decodeURIComponent(ticket), page, perPage);
  };

  const read = (url: URL, response: ServerResponse): void => {
    const file = /^\/attachments\/([^/]+)$/.exec(url.pathname)?.[1];
    const attachment = file === undefined ? null : records.attachment(decodeURIComponent(file));
    if (attachment !== null) {
      response.writeHead(200, {
        "content-type": attachment.type,
        "content-length": attachment.bytes.length,
        "content-disposition": `attachment; filename="${attachment.name}"`,
      });
      response.end(attachment.bytes);
      return;
    }
    const found = list(url);
    if (found === null) json(response, 404, { error: "not found" });
    else json(response, 200, found);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://support.invalid");
    if (url.pathname === "/health") return json(response, 200, { ok: true });
    const trouble = settings.trouble();
    if (trouble === "slow") await wait(SLOW_MS);
    if (trouble === "busy")
      return json(response, 429, { error: "too many requests" }, { "retry-after": String(BUSY_SECONDS) });
    if (trouble === "garbage") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end('<html><body>{"items": [{"id": "ct_');
      return;
    }
    const waitSeconds = limit();
    if (waitSeconds > 0) {
      return json(response, 429, { error: "too many requests" }, { "retry-after": String(waitSeconds) });
    }
    if (url.pathname === "/oauth/token" && request.method === "POST") return token(request, response);
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (!tokens.accepts(bearer)) {
      return json(
        response,
        401,
        { error: "invalid_token" },
        { "www-authenticate": 'Bearer error="invalid_token"' },
      );
    }
    const one = recordAt(url.pathname);
    if (one !== null) {
      const { status, body, etag } = await answerFor(records, request, one);
      if (body === undefined) response.writeHead(status).end();
      else json(response, status, body, etag === undefined ? {} : { etag });
      return;
    }
    if (request.method !== "GET") return json(response, 405, { error: "method not allowed" });
    read(url, response);
  };

  return (request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) json(response, 400, { error: "bad request" });
      else response.destroy();
    });
  };
}
