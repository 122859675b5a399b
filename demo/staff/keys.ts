import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { JWK } from "oidc-provider";

/** Keys of the login provider, made once and kept, so that a restart does not sign anybody out. */
export async function signingKeys(file: string): Promise<{ keys: JWK[]; cookieSecret: string }> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: "SHA-256",
  };
  const pair = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const key = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const made = {
    keys: [{ ...key, kid: "larkspur", use: "sig", alg: "RS256" } as JWK],
    cookieSecret: randomBytes(32).toString("base64url"),
  };
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}
