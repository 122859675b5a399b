import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { seeHealthAlert } from "#lib/health/alerts.ts";

const done = { title: "Seen", sentence: "It stays on this page until it is well again." };

/** A member of staff has seen that a part of Habeas itself is or was broken. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, "/desk/alerts", done, async (actor, form) => {
    await seeHealthAlert(actor, String(form.get("alert") ?? ""));
    return done;
  });
}
