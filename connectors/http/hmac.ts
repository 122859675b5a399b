import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import { headerName } from "#connectors/language/http-request.ts";

const parts = ["method", "path", "query", "host", "timestamp", "body", "body_sha256"] as const;
const known = new Set<string>(parts);
const slot = /\{([a-z0-9_]*)\}/g;

/** A template of what is signed, from fixed parts. */
export const signedParts = (allowed: ReadonlySet<string>) =>
  z
    .string()
    .min(1)
    .max(500)
    .refine((text) => [...text.matchAll(slot)].every((match) => allowed.has(match[1] ?? "")), {
      error: `use only ${[...allowed].map((part) => `{${part}}`).join(" ")}`,
    });

const secretBytes = {
  secret: z.string().min(8).max(1000),
  secret_is: z.enum(["text", "base64", "hex"]).default("text"),
};

/** Settings of requests that are signed one by one. */
export const hmacSettings = {
  ...secretBytes,
  algorithm: z.enum(["sha256", "sha512"]).default("sha256"),
  /** What is signed. `\n` stands for a line's end. */
  sign: signedParts(known).default("{method}\n{path}\n{query}\n{timestamp}\n{body_sha256}"),
  encoding: z.enum(["hex", "base64"]).default("hex"),
  signature_header: headerName.default("X-Signature"),
  /** What stands before the signature in its header. */
  signature_prefix: z
    .string()
    .max(200)
    .regex(/^[\x20-\x7e]*$/)
    .default(""),
  timestamp_header: headerName.default("X-Timestamp"),
  timestamp: z.enum(["unix", "unix_ms", "iso"]).default("unix"),
  key_id: z
    .string()
    .regex(/^[\x20-\x7e]{1,500}$/)
    .optional(),
  key_id_header: headerName.default("X-Key-Id"),
};
const settings = z.object(hmacSettings);
export type HmacSettings = z.output<typeof settings>;

/** The secret as bytes. */
export function keyOf(one: { secret: string; secret_is: "text" | "base64" | "hex" }): Buffer {
  return Buffer.from(one.secret, one.secret_is === "text" ? "utf8" : one.secret_is);
}

/** A template with its parts, in one pass: braces in a part stay what they are. */
export function joined(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(slot, (_whole, name: string) => values[name] ?? "");
}

const stamps = {
  unix: (now: number) => String(Math.floor(now / 1000)),
  unix_ms: (now: number) => String(now),
  iso: (now: number) => new Date(now).toISOString(),
};

/** The headers that prove that a request is ours and unchanged. */
export function signedHeaders(
  auth: HmacSettings,
  request: { method: string; url: URL; body: string },
  now: number = Date.now(),
): Record<string, string> {
  const timestamp = stamps[auth.timestamp](now);
  const text = joined(auth.sign, {
    method: request.method,
    path: request.url.pathname,
    query: request.url.search.slice(1),
    host: request.url.host,
    timestamp,
    body: request.body,
    body_sha256: createHash("sha256").update(request.body).digest("hex"),
  });
  const signature = createHmac(auth.algorithm, keyOf(auth)).update(text).digest(auth.encoding);
  return {
    [auth.timestamp_header.toLowerCase()]: timestamp,
    ...(auth.key_id === undefined ? {} : { [auth.key_id_header.toLowerCase()]: auth.key_id }),
    [auth.signature_header.toLowerCase()]: `${auth.signature_prefix}${signature}`,
  };
}
