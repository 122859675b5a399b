import { brandAt, logoOf } from "#lib/map/brand/brands.ts";

export const dynamic = "force-dynamic";

/** The logo of the brand whose host is asked. A drawing opened by itself runs nothing and loads nothing. */
export function GET(request: Request): Response {
  const logo = logoOf(brandAt(request.headers.get("host"))?.id ?? null);
  if (!logo) return new Response(null, { status: 404 });
  return new Response(logo.bytes, {
    headers: { "Content-Type": logo.type, "Cache-Control": "public, max-age=600" },
  });
}
