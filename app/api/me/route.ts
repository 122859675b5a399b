import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { readFeed } from "#lib/me/feed/read.ts";

const always = {
  "Cache-Control": "private, no-cache",
  Vary: "Authorization",
  "X-Content-Type-Options": "nosniff",
};

/**
 * A person's own record of the company as JSON-LD, for a program of theirs (docs/my-data-feed.md). The token comes in the
 * header `Authorization: Bearer` and nowhere else: no cookie opens it, and no other website's script can read it.
 */
export async function GET(request: Request): Promise<Response> {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  try {
    const feed = token === undefined ? null : await readFeed(token);
    if (feed === null) {
      return new Response(null, {
        status: 401,
        headers: { ...always, "WWW-Authenticate": 'Bearer realm="my data"' },
      });
    }
    const headers = { ...always, ETag: feed.etag };
    if (sameAs(request.headers.get("if-none-match"), feed.etag)) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(feed.body, {
      headers: { ...headers, "Content-Type": "application/ld+json; charset=utf-8" },
    });
  } catch (error) {
    if (error instanceof HabeasError && error.code === "too_many") {
      return new Response(null, { status: 429, headers: { ...always, "Retry-After": "3600" } });
    }
    log.error({ err: error }, "a feed could not be made");
    return new Response(null, { status: 503, headers: { ...always, "Retry-After": "60" } });
  }
}

/** Whether a program has this very document already. */
function sameAs(known: string | null, etag: string): boolean {
  return (known ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
