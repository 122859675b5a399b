import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { languageCookie, placeFor } from "#app/_text/place.ts";
import { deskPolicy, reportingEndpoints } from "#app/_ui/policy.ts";
import { maintenance } from "#lib/config/maintenance.ts";
import { brandAt, originOf } from "#lib/map/brand/brands.ts";

/** Headers by which a stranger could speak to the framework in our name. Removed before anything reads them. */
const notFromOutside = /^(x-nonce|x-middleware-.*|x-nextjs-.*|content-security-policy(-report-only)?)$/;

/** The desk gets its policy; pages that are the same for everybody are answered by those made beforehand. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  return /^\/desk(\/|$)/i.test(pathname) ? onDesk(request) : made(request);
}

/**
 * Leads from the address of a page that is the same for everybody to the one that is made beforehand for this brand and
 * language. A question behind the address makes it another page, which is made for who asks.
 */
function made(request: NextRequest): NextResponse {
  const { nextUrl, headers } = request;
  if (maintenance()) return NextResponse.rewrite(new URL("/maintenance", nextUrl));
  if (nextUrl.search !== "") return NextResponse.next();
  const chosen = request.cookies.get(languageCookie())?.value;
  try {
    const { brandId, language } = placeFor(headers.get("host"), chosen, headers.get("accept-language"));
    const path = nextUrl.pathname === "/" ? "" : nextUrl.pathname;
    return NextResponse.rewrite(new URL(`/still/${brandId ?? "-"}/${language}${path}`, nextUrl));
  } catch {
    // Without a map nothing can be made beforehand; the page itself says what is wrong.
    return NextResponse.next();
  }
}

/**
 * Gives every answer of the desk a policy with a fresh nonce. The framework puts the nonce on its own scripts
 * when it finds the policy on the request. A brand has no desk of its own.
 * This is no boundary: who may see what is decided in the use cases.
 */
function onDesk(request: NextRequest): NextResponse {
  if (isBrand(request.headers.get("host"))) {
    const { pathname, search } = request.nextUrl;
    return NextResponse.redirect(`${originOf(null)}${pathname}${search}`);
  }
  const policy = deskPolicy(randomBytes(16).toString("base64"));
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (notFromOutside.test(name)) headers.delete(name);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Reporting-Endpoints", reportingEndpoints);
  return response;
}

/** True for the host of a brand; without a map there is none. */
function isBrand(host: string | null): boolean {
  try {
    return brandAt(host) !== null;
  } catch {
    return false;
  }
}

// A matched route gets at most 10 MB of its body, so a page that takes uploads must never match.
// Headers of `next.config.ts` are matched whatever the case, so `/DESK`, which is nowhere, is named here too: else
// it would be the one answer without any policy.
export const config = {
  matcher: [
    "/desk/:path*",
    "/:room([dD][eE][sS][kK])/:path*",
    "/",
    "/about",
    "/about/embed",
    "/about/privacy",
    "/about/proof",
    "/accessibility",
    "/check-file",
  ],
};
