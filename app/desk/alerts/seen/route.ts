import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { counted } from "#app/desk/_kit/words.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { seeAlert } from "#lib/request/clocks/sweep/alerts.ts";

/** No page shows more at once. */
const most = 100;

/** A member of staff has seen one alert, or all that their page showed. */
export async function POST(request: NextRequest): Promise<Response> {
  const done = { title: "Seen", sentence: "It stands in the request's history with your name." };
  return act(request, "/desk/alerts", done, async (actor, form) => {
    const ids = form.getAll("alert").filter((id) => typeof id === "string");
    if (ids.length === 0 || ids.length > most)
      throw new HabeasError("invalid", "Choose an alert of this page.");
    for (const id of ids) await seeAlert(actor, id);
    const sentence = `${counted(ids.length, "alert is", "alerts are")} off the list. The history of each request says who saw it.`;
    return { title: "Seen", sentence };
  });
}
