import { ConnectorError } from "#connectors/errors.ts";
import type { JsonObject } from "#connectors/json.ts";
import type { Method } from "./client.ts";
import { bodyNames, type Fillings, fillBody, fillText, textNames } from "./template.ts";

/** A request as the data map writes it. */
export type WrittenRequest = {
  method: Method;
  path: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
};

/** A request ready to be sent; paging changes its address or body. */
export type ReadyRequest = {
  method: Method;
  url: URL;
  headers: Record<string, string>;
  body: unknown;
};

/**
 * Checks a request's placeholders when the session opens, and answers their names. Throws `misconfigured` for unknown
 * ones, for a body that nothing would carry, and for a path that would have a hole in it.
 */
export function checkRequest(
  request: WrittenRequest,
  allowed: ReadonlySet<string>,
  always: ReadonlySet<string>,
  where: string,
): ReadonlySet<string> {
  if (request.body !== undefined && request.method === "GET") {
    throw new ConnectorError(
      "misconfigured",
      `In the data map ${where} has a body, so its method cannot be GET; use POST.`,
    );
  }
  const inPath = textNames(request.path, allowed, where);
  for (const name of inPath) {
    if (!always.has(name)) {
      throw new ConnectorError(
        "misconfigured",
        `In the data map the path of ${where} needs {${name}}, which is not known in every question; use \`by\`.`,
      );
    }
  }
  return new Set([
    ...inPath,
    ...Object.values(request.query).flatMap((text) => textNames(text, allowed, where)),
    ...Object.values(request.headers).flatMap((text) => textNames(text, allowed, where)),
    ...bodyNames(request.body, allowed, where),
  ]);
}

/**
 * The request with its values. Null where a value cannot be sent as what it is: as a step of a path it would lead
 * elsewhere ("..") or in a header it would begin another line.
 */
export function fillRequest(request: WrittenRequest, base: string, fillings: Fillings): ReadyRequest | null {
  let sendable = true;
  const path = fillText(request.path, fillings, (value) => {
    if (/^(\.|%2e){0,2}$/i.test(value) || !value.isWellFormed()) sendable = false;
    return sendable ? encodeURIComponent(value) : "";
  });
  if (!sendable || path === undefined) return null;
  const url = new URL(addressIn(base, path));
  for (const [name, template] of Object.entries(request.query)) {
    const text = fillText(template, fillings);
    if (text !== undefined) url.searchParams.set(name, text);
  }
  const headers: Record<string, string> = {};
  for (const [name, template] of Object.entries(request.headers)) {
    const text = fillText(template, fillings);
    if (text === undefined) continue;
    if (!/^[\x20-\x7e]*$/.test(text)) return null;
    headers[name.toLowerCase()] = text;
  }
  return { method: request.method, url, headers, body: fillBody(request.body, fillings) };
}

/** Puts a parameter into a request: into its address, or into its body at the top. */
export function setParameter(
  request: ReadyRequest,
  inside: "query" | "body",
  name: string,
  value: string | number,
): void {
  if (inside === "query") {
    request.url.searchParams.set(name, String(value));
    return;
  }
  const body = request.body;
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    throw new ConnectorError(
      "misconfigured",
      "The data map pages in a request's body, which is no JSON object.",
    );
  }
  request.body = { ...(body as JsonObject), [name]: value };
}

/** An address that is whole, or begins below the base address. */
export function addressIn(base: string, path: string): string {
  return /^https?:/i.test(path)
    ? path
    : base.replace(/\/+$/, "") + (path.startsWith("/") ? path : `/${path}`);
}
