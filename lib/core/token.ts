import { createHash, randomBytes } from "node:crypto";

/** A bearer secret for a cookie or a link: 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of such a token. SHA-256 is enough because the token itself is random. */
export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
