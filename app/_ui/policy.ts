import { createHash } from "node:crypto";

/**
 * What a page that is not the desk may do: no script at all, not even the framework's, and styles, pictures and forms
 * from this house only. `script`: the one script that may run on it, allowed by its hash and by nothing else. The desk's
 * policy carries a nonce per answer and is set in `proxy.ts`.
 */
export function portalPolicy(script?: string): string {
  const allowed =
    script === undefined ? "'none'" : `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${allowed}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
