import { plainPage } from "#app/_forms/plain-page.ts";

export const dynamic = "force-dynamic";

/** Every address that leads nowhere: says so, with the status that means it. */
export function GET(): Promise<Response> {
  return plainPage("nothing");
}
