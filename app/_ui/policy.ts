import { createHash } from "node:crypto";

/**
 * Where browsers tell what a page of the desk tried that its policy forbids. Pages of the portal tell nothing: their policy
 * stops the framework's own scripts on each of them.
 */
const told = ["report-uri /api/csp", "report-to csp"];
/** The header that names the same address for `report-to`. */
export const reportingEndpoints = 'csp="/api/csp"';

/** What every page of the house has in common: nothing that is not named, nothing from another house, in no frame. */
const closed = [
  "default-src 'none'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
];

/**
 * What a page that is not the desk may do: no script at all, not even the framework's, and styles, pictures and forms
 * from this house only. `script`: the one script that may run on it, allowed by its hash and by nothing else.
 */
export function portalPolicy(script?: string): string {
  const allowed =
    script === undefined ? "'none'" : `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  return [
    ...closed,
    `script-src ${allowed}`,
    "style-src 'self'",
    "img-src 'self'",
    "trusted-types 'none'",
  ].join("; ");
}

/**
 * The desk's: only scripts that carry this answer's nonce, and what those load themselves from our own build, which the
 * policy `default` sees to (`instrumentation-client.ts`).
 */
export function deskPolicy(nonce: string): string {
  return [
    ...closed,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "trusted-types default habeas-rows",
    ...told,
  ].join("; ");
}
