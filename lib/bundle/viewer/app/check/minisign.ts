import { verifyAsync } from "@noble/ed25519";
import { blake2b } from "./blake2b.ts";

export type Verdict = { is: "signed"; key: string } | { is: "unsigned" | "forged" | "no_means" };

const base64 = /^[A-Za-z0-9+/]{2,}={0,2}$/;

/**
 * Judges a signature in minisign's form over bytes, with a public key's line (`RW…`).
 * @see https://jedisct1.github.io/minisign/
 */
export async function judge(bytes: Uint8Array, signatureFile: string, keyLine: string): Promise<Verdict> {
  if (signatureFile.length > 4096) return { is: "forged" };
  const [, line = "", trusted = "", last = ""] = signatureFile.replaceAll("\r\n", "\n").split("\n");
  const key = decoded(keyLine, 42);
  const signature = decoded(line, 74);
  const overComment = decoded(last, 64);
  if (!key || !signature || !overComment || !trusted.startsWith("trusted comment: ")) return { is: "forged" };
  const id = key.subarray(2, 10);
  const sameKey = id.every((byte, i) => byte === signature[2 + i]);
  const algorithm = String.fromCharCode(signature[0] ?? 0, signature[1] ?? 0);
  if (!sameKey || algorithm !== "ED") return { is: "forged" };
  const raw = key.subarray(10);
  const proof = signature.subarray(10);
  const comment = new TextEncoder().encode(trusted.slice("trusted comment: ".length));
  const commented = new Uint8Array([...proof, ...comment]);
  try {
    const good =
      (await isSigned(proof, blake2b(bytes), raw)) && (await isSigned(overComment, commented, raw));
    return good ? { is: "signed", key: idInWords(id) } : { is: "forged" };
  } catch {
    return { is: "no_means" };
  }
}

/** By the browser's own Ed25519, or where it has none by one written in JavaScript. */
async function isSigned(signature: Uint8Array, bytes: Uint8Array, key: Uint8Array): Promise<boolean> {
  try {
    const own = await crypto.subtle.importKey("raw", copied(key), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", own, copied(signature), copied(bytes));
  } catch {
    return verifyAsync(copied(signature), copied(bytes), copied(key));
  }
}

/** Bytes in a buffer of their own, as the browser's functions want them. */
function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function decoded(text: string, length: number): Uint8Array | null {
  if (!base64.test(text)) return null;
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return bytes.length === length ? bytes : null;
  } catch {
    return null;
  }
}

/** minisign prints the 8 bytes of an id as one number, the last byte first. */
function idInWords(id: Uint8Array): string {
  return [...id]
    .reverse()
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}
