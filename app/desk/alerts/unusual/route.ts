import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { seeUnusual } from "#lib/health/unusual.ts";

const done = { title: "Seen", sentence: "It stays in the log. A new one is told tomorrow at the earliest." };

/** An officer has seen that a member of staff did more of something than is usual. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, "/desk/alerts", done, async (actor, form) => {
    await seeUnusual(actor, String(form.get("alert") ?? ""));
  });
}
