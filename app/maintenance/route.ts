import { closed } from "#app/_forms/closed.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";

export const dynamic = "force-dynamic";

/** Where every page leads while we work on the site. Afterwards it leads back to the start. */
export async function GET(): Promise<Response> {
  return (await closed()) ? plainPage("maintenance") : seeOther("/");
}
