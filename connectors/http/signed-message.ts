import { createHmac, randomUUID } from "node:crypto";
import { callbackSettings, type IncomingCall, signedAt } from "./callback.ts";

/** A secret's bytes: what follows `whsec_` is base64, all else is text. */
function keyOf(secret: string): Buffer {
  return secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret, "utf8");
}

/** The headers of a signed message (Standard Webhooks): one signature for each secret. */
export function signatureHeaders(
  secrets: readonly string[],
  body: string | Uint8Array,
  now: number = Date.now(),
): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map((one) =>
    createHmac("sha256", keyOf(one)).update(`${id}.${timestamp}.`).update(body).digest("base64"),
  );
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.map((one) => `v1,${one}`).join(" "),
  };
}

/** When a call to us was signed with one of the secrets, or null. */
export function callSignedAt(secrets: readonly string[], call: IncomingCall): Date | null {
  const settings = callbackSettings.parse({
    secrets: secrets.map((one) => keyOf(one).toString("base64")),
    secret_is: "base64",
  });
  return signedAt(settings, call);
}
