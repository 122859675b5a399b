import type { NextRequest } from "next/server";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { decideHidden } from "#lib/redaction/decide.ts";

type Context = { params: Promise<{ ref: string }> };

/** Staff say that something is hidden or shown: everywhere, or in one place. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done: Done = { title: "Decided", sentence: "The package will be written so." };
  return act(request, requestAddress(reference, "/hidden"), done, async (actor, form) => {
    const choice = textOf(form, "choice");
    if (choice !== "hide" && choice !== "show")
      throw new HabeasError("invalid", "Choose: hide it, or show it.");
    const typed = textOf(form, "place");
    const place = typed === "" ? null : Number(typed);
    if (place !== null && !Number.isSafeInteger(place)) {
      throw new HabeasError("invalid", "The form is not whole. Send it again.");
    }
    await decideHidden(actor, reference, textOf(form, "id"), { choice, why: textOf(form, "why"), place });
  });
}
