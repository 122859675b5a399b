import { signText } from "#lib/vault/sign.ts";

/** A request as it is signed. `sha256`: of the whole body, in hex. `created`: whole seconds since 1970. */
export type SignedUpload = {
  address: string;
  bytes: number;
  sha256: string;
  mediaType: string;
  created: number;
};

const covered = ["@method", "@target-uri", "content-digest", "content-length", "content-type"] as const;

/**
 * Headers of an upload that its receiver can check: the digest of the body (RFC 9530) and a message signature (RFC 9421)
 * by the company's Ed25519 key over method, address, digest, length and type.
 */
export function uploadHeaders(upload: SignedUpload): Record<string, string> {
  const digest = `sha-256=:${Buffer.from(upload.sha256, "hex").toString("base64")}:`;
  const values: Record<(typeof covered)[number], string> = {
    "@method": "PUT",
    "@target-uri": upload.address,
    "content-digest": digest,
    "content-length": String(upload.bytes),
    "content-type": upload.mediaType,
  };
  const parameters = (keyId: string) =>
    `(${covered.map((name) => `"${name}"`).join(" ")});created=${upload.created};keyid="${keyId}";alg="ed25519"`;
  const base = (keyId: string) =>
    [
      ...covered.map((name) => `"${name}": ${values[name]}`),
      `"@signature-params": ${parameters(keyId)}`,
    ].join("\n");
  const { keyId } = signText("");
  const { signature } = signText(base(keyId));
  return {
    "content-digest": digest,
    "content-length": String(upload.bytes),
    "content-type": upload.mediaType,
    "signature-input": `habeas=${parameters(keyId)}`,
    signature: `habeas=:${signature.toString("base64")}:`,
  };
}
