import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { assignRequest } from "#lib/request/assign.ts";

type Context = { params: Promise<{ ref: string }> };

/** Gives the request to a member of staff, to oneself (`me`), or back to nobody. `was`: whose it was on the page. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "The owner has changed", sentence: "Everybody at the desk sees it." };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const owner = textOf(form, "owner");
    const to = owner === "me" ? actor.staffId : owner || null;
    const was = form.has("was") ? textOf(form, "was") || null : undefined;
    const { before } = await assignRequest(actor, reference, to, was);
    if (before === to) return { title: "Nothing to change", sentence: "It is so already." };
    return {
      ...done,
      undo: {
        action: requestAddress(reference, "/assign"),
        fields: { owner: before ?? "", was: to ?? "" },
        words: "Undo",
      },
    };
  });
}
