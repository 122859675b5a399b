// The signature of docs/webhook-protocol.md: how it is made and judged. Nothing here needs to be changed.
import { createHmac, timingSafeEqual } from "node:crypto";

/** The secrets that are good now: the first signs, each is taken. */
export const secrets = (process.env.RECEIVER_SECRETS ?? "").split(" ").filter((secret) => secret !== "");
if (secrets.length === 0) throw new Error("RECEIVER_SECRETS is empty");

const tolerance = 300;
const began = Math.floor(Date.now() / 1000);
const keyOf = (secret) =>
  secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);
/** HMAC-SHA256 over id, time and body, as both sides make it. */
export const hmac = (secret, id, timestamp, body) =>
  createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();

/** Message ids of the last minutes, with the second after which they are too old to be good anyway. */
const heard = new Map();

/** Whether a message was signed with one of the secrets, a moment ago, and comes for the first time. */
export function isGood(headers, body) {
  const [id, timestamp] = [headers["webhook-id"] ?? "", headers["webhook-timestamp"] ?? ""];
  const now = Math.floor(Date.now() / 1000);
  if (id === "" || !/^[0-9]{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > tolerance)
    return false;
  // What was signed before this process began it may have heard, and has forgotten.
  if (Number(timestamp) < began) return false;
  const given = (headers["webhook-signature"] ?? "").split(" ").filter((one) => one.startsWith("v1,"));
  const signed = secrets.some((secret) => {
    const right = hmac(secret, id, timestamp, body);
    return given.some((one) => {
      const bytes = Buffer.from(one.slice(3), "base64");
      return bytes.length === right.length && timingSafeEqual(bytes, right);
    });
  });
  if (!signed) return false;
  for (const [old, end] of heard) if (end < now) heard.delete(old);
  if (heard.has(id)) return false;
  heard.set(id, now + 2 * tolerance);
  return true;
}
