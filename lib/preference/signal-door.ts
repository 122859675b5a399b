import { createHmac, timingSafeEqual } from "node:crypto";
import { signalKeys } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Recognised, readSignal, recogniseSignal } from "./recognise.ts";

/** A message may be so old, or so far ahead of our clock. */
const toleranceSeconds = 300;

/**
 * Whether a message was signed with a website's key: HMAC-SHA-256 in hexadecimal over `<timestamp>.<body>`, where the
 * timestamp is in seconds and at most five minutes away (pure).
 */
export function isSignedBySite(
  key: Buffer | undefined,
  message: { timestamp: string; signature: string; body: Uint8Array },
  now: Date,
): boolean {
  const at = /^\d{1,12}$/.test(message.timestamp) ? Number(message.timestamp) : Number.NaN;
  const away = Math.abs(now.getTime() / 1000 - at);
  const made = createHmac("sha256", key ?? Buffer.alloc(32))
    .update(`${message.timestamp}.`)
    .update(message.body)
    .digest();
  const given = Buffer.from(message.signature, "hex");
  const same = given.length === made.length && timingSafeEqual(given, made);
  return key !== undefined && same && away <= toleranceSeconds;
}

/**
 * Hears a company's own website that passes on a browser's signal. Headers: `habeas-site`, `habeas-timestamp`,
 * `habeas-signature`. Throws HabeasError `forbidden` where it was not signed by a website that the configuration names.
 */
export async function hearSignal(
  headers: { get(name: string): string | null },
  body: Uint8Array,
): Promise<Recognised> {
  const site = headers.get("habeas-site") ?? "";
  const message = {
    timestamp: headers.get("habeas-timestamp") ?? "",
    signature: headers.get("habeas-signature") ?? "",
    body,
  };
  if (!isSignedBySite(signalKeys().get(site), message, new Date())) {
    throw new HabeasError("forbidden", "This message was not signed by a website of ours.");
  }
  return recogniseSignal(site, readSignal(parsed(body)));
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    throw new HabeasError("invalid", "This is no signal that we know.");
  }
}
