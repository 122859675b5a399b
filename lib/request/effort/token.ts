import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Zero bits that a hash must begin with: some ten thousand tries, a second or two of an ordinary telephone. */
export const effortBits = 14;
/** Seconds after which a form may be sent without any work: the way for browsers that run no scripts. */
export const waitSeconds = 60;
const lifeSeconds = 2 * 60 * 60;

/** What a token came to: `worked` and `waited` let the form through; `early` may still become either. */
export type EffortVerdict = "worked" | "waited" | "early" | "wrong";

/** A token for one form, by which we know without writing anything when we handed it out. */
export function newEffortToken(key: Uint8Array, formKey: string, now: Date): string {
  const at = String(Math.floor(now.getTime() / 1000));
  return `${at}.${signature(key, formKey, at)}`;
}

/** Whether a form may go through (pure): `answer` is what the script found, empty where none ran. */
export function judgeEffort(
  key: Uint8Array,
  form: { formKey: string; token: string; answer: string },
  now: Date,
): EffortVerdict {
  const { token, formKey, answer } = form;
  const [, at = "", signed = ""] = /^(\d{1,12})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
  if (at === "" || !timingSafeEqual(Buffer.from(signed), Buffer.from(signature(key, formKey, at))))
    return "wrong";
  const age = now.getTime() / 1000 - Number(at);
  if (age < 0 || age > lifeSeconds) return "wrong";
  if (answer.length <= 20 && zeroBits(hash(`${token}.${answer}`)) >= effortBits) return "worked";
  return age >= waitSeconds ? "waited" : "early";
}

/** How many bits of a hash are zero before the first that is not. */
export function zeroBits(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first === -1) return bytes.length * 8;
  return first * 8 + Math.clz32(bytes[first] ?? 0) - 24;
}

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();

function signature(key: Uint8Array, formKey: string, at: string): string {
  return createHmac("sha256", key).update(`${formKey}\n${at}`).digest("base64url");
}
