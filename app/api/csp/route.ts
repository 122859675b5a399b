import { countViolations } from "#app/_door/violations.ts";
import { bodyOf } from "../hear.ts";

/** Reports of browsers. Whatever comes is answered alike and nothing of it is kept but a count. */
export async function POST(request: Request): Promise<Response> {
  try {
    const body = await bodyOf(request);
    if (body !== null) countViolations(JSON.parse(Buffer.from(body).toString("utf8")));
  } catch {
    // What cannot be read counts for nothing.
  }
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
