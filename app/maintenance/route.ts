import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { maintenance } from "#lib/config/maintenance.ts";

export const dynamic = "force-dynamic";

/** Where every page leads while we work on the site. Afterwards it leads back to the start. */
export function GET(): Response | Promise<Response> {
  return maintenance() ? plainPage("maintenance") : seeOther("/");
}
