import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { headerName } from "#connectors/language/http-request.ts";
import { joined, keyOf, signedParts } from "./hmac.ts";

const secret = z.string().min(16).max(1000);

/**
 * How a system signs its call to us: as Standard Webhooks do, unless said otherwise. Two secrets may be valid while
 * one takes the other's place.
 */
export const callbackSettings = z.strictObject({
  secrets: z.array(secret).min(1).max(2),
  secret_is: z.enum(["text", "base64", "hex"]).default("text"),
  algorithm: z.enum(["sha256", "sha512"]).default("sha256"),
  /** What is signed. It must hold the time and the body. */
  sign: signedParts(new Set(["id", "timestamp", "body"]))
    .refine((text) => text.includes("{timestamp}") && text.includes("{body}"), {
      error: "the time and the body must both be signed",
    })
    .default("{id}.{timestamp}.{body}"),
  encoding: z.enum(["hex", "base64"]).default("base64"),
  id_header: headerName.default("webhook-id"),
  timestamp_header: headerName.default("webhook-timestamp"),
  signature_header: headerName.default("webhook-signature"),
  /** What stands before each signature; the header may hold several, apart by a space. */
  signature_prefix: z.string().max(50).default("v1,"),
});
export type CallbackSettings = z.output<typeof callbackSettings>;

/** A call that reached us; header names in lower case. */
export type IncomingCall = { headers: Readonly<Record<string, string | undefined>>; body: Uint8Array };

/** When a call was signed, or null where it was not signed with one of the secrets. Does not judge its age. */
export function signedAt(settings: CallbackSettings, call: IncomingCall): Date | null {
  const header = (name: string) => call.headers[name.toLowerCase()] ?? "";
  const timestamp = header(settings.timestamp_header);
  const at = instantOf(timestamp);
  const given = signaturesIn(header(settings.signature_header), settings.signature_prefix);
  if (at === null || given.length === 0) return null;
  // As bytes: a body need not be text.
  const [before = "", after = ""] = settings.sign.split("{body}", 2);
  const values = { id: header(settings.id_header), timestamp };
  const good = settings.secrets.some((one) => {
    const right = createHmac(settings.algorithm, keyOf({ secret: one, secret_is: settings.secret_is }))
      .update(joined(before, values))
      .update(call.body)
      .update(joined(after, values))
      .digest();
    return given.some((text) => {
      const bytes = Buffer.from(text, settings.encoding);
      return bytes.length === right.length && timingSafeEqual(bytes, right);
    });
  });
  return good ? at : null;
}

function signaturesIn(header: string, prefix: string): string[] {
  return header
    .split(" ")
    .slice(0, 10)
    .map((one) => one.trim())
    .filter((one) => one.startsWith(prefix))
    .map((one) => one.slice(prefix.length));
}

function instantOf(text: string): Date | null {
  const number = /^[0-9]{9,14}$/.test(text) ? Number(text) * (text.length > 11 ? 1 : 1000) : Date.parse(text);
  return Number.isNaN(number) ? null : new Date(number);
}
