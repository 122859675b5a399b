import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { breakGlass, readGlass } from "#lib/request/break-glass.ts";

/** Breaks the glass, or notes that an officer has read why somebody did. */
export async function POST(request: NextRequest): Promise<Response> {
  const done = { title: "Noted", sentence: "It stands in the log that you have read it." };
  return act(request, "/desk/team/glass", done, async (actor, form) => {
    if (textOf(form, "act") === "read") {
      await readGlass(actor, textOf(form, "glass"));
      return done;
    }
    const asked = { reason: textOf(form, "reason"), minutes: Number(textOf(form, "minutes")) };
    const { reference } = await breakGlass(actor, textOf(form, "reference"), asked);
    return {
      title: `${reference} is open for you`,
      sentence: "The officers are told, and your reason is kept with it.",
      to: requestAddress(reference),
    };
  });
}
