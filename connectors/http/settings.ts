import { z } from "zod";
import { headerName, headerValue } from "#connectors/language/http-request.ts";
import { callbackSettings } from "./callback.ts";
import { hmacSettings } from "./hmac.ts";

const secret = z.string().min(1).max(10_000);
const oneLine = secret.regex(/^[\x20-\x7e]+$/, "must be visible ASCII in one line");
const client = {
  token_url: z.string().min(1),
  /** How the client signs in at the token endpoint: by Basic credentials, or in the form. */
  client_in: z.enum(["basic", "body"]).default("basic"),
  scope: z.string().optional(),
};

/** How to reach an HTTP API that answers JSON. `token_url` may be relative to `base_url`. */
export const httpSettings = z.strictObject({
  base_url: z.url({ protocol: /^https?$/ }),
  auth: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("none") }),
      z.strictObject({ kind: z.literal("bearer"), token: oneLine }),
      z.strictObject({
        kind: z.literal("basic"),
        username: z
          .string()
          .max(1000)
          .regex(/^[^:\p{Cc}]*$/u, "must not hold a colon"),
        password: z.string().max(1000),
      }),
      z.strictObject({ kind: z.literal("header"), headers: z.record(headerName, oneLine) }),
      z.strictObject({
        kind: z.literal("oauth2_client_credentials"),
        client_id: secret,
        client_secret: secret,
        audience: z.string().optional(),
        ...client,
      }),
      z.strictObject({
        kind: z.literal("oauth2_refresh_token"),
        client_id: secret,
        client_secret: secret.optional(),
        refresh_token: secret,
        ...client,
      }),
      z.strictObject({ kind: z.literal("hmac"), ...hmacSettings }),
    ])
    .default({ kind: "none" }),
  /** Sent with every request to the system: a version of its API. No secrets. */
  headers: z.record(headerName, headerValue).default({}),
  requests_per_second: z.number().positive().optional(),
  /** Requests at a time. */
  concurrency: z.int().min(1).max(16).default(1),
  /** Longest that a "come back later" is waited for within one session, in seconds. */
  wait_seconds: z.number().min(0).max(900).default(60),
  /** Longest silence of the system, in seconds. */
  silence_seconds: z.number().positive().default(30),
  /** Largest answer that is read as a whole, and largest record of a stream, in bytes. */
  page_bytes: z
    .int()
    .min(1000)
    .max(256 * 1024 * 1024)
    .default(64 * 1024 * 1024),
  /** How the system signs its call when it has finished an export. */
  callback: callbackSettings.optional(),
});

export type HttpSettings = z.output<typeof httpSettings>;
