import { ownPath } from "#app/_forms/own-path.ts";
import { plainPage } from "#app/_forms/plain-page.ts";

export const dynamic = "force-dynamic";

/** Where a page sends the reader when it cannot be made just now: says so, with the status that means it. */
export async function GET(request: Request): Promise<Response> {
  const again = ownPath(new URL(request.url).searchParams.get("again"));
  return plainPage("unmade", again ?? undefined);
}
