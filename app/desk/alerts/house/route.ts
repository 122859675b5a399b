import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { seeHouseAlert } from "#lib/preference/alert.ts";

const done = { title: "Seen", sentence: "It stays on this page until it is well again." };

/** A member of staff has seen that opt-outs do not arrive in a system, or are set back there. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, "/desk/alerts", done, async (actor, form) => {
    await seeHouseAlert(actor, String(form.get("alert") ?? ""));
    return done;
  });
}
