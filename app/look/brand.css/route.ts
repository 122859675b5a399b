import { brandAt, companyAs } from "#lib/map/brand/brands.ts";
import { stylesheetOf } from "#lib/map/brand/palette.ts";

export const dynamic = "force-dynamic";

/** The colours of the brand whose host is asked; of the company on every other. */
export function GET(request: Request): Response {
  const { theme = {} } = companyAs(brandAt(request.headers.get("host"))?.id ?? null);
  return new Response(stylesheetOf(theme), {
    headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=600" },
  });
}
