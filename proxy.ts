import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";

/** Headers by which a stranger could speak to the framework in our name. Removed before anything reads them. */
const notFromOutside = /^(x-nonce|x-middleware-.*|x-nextjs-.*|content-security-policy(-report-only)?)$/;

/**
 * The desk's policy: only scripts that carry this answer's nonce, and what those load themselves.
 */
export function deskPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

/**
 * Gives every answer of the desk a policy with a fresh nonce. The framework puts the nonce on its own scripts
 * when it finds the policy on the request. This is no boundary: who may see what is decided in the use cases.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = deskPolicy(randomBytes(16).toString("base64"));
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (notFromOutside.test(name)) headers.delete(name);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

// The desk only. A matched route gets at most 10 MB of its body, so a page that takes uploads must never match.
// Headers of `next.config.ts` are matched whatever the case, so `/DESK`, which is nowhere, is named here too: else
// it would be the one answer without any policy.
export const config = { matcher: ["/desk/:path*", "/:room([dD][eE][sS][kK])/:path*"] };
