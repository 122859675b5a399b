import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { reopenRequest } from "#lib/request/acts/reopen.ts";

type Context = { params: Promise<{ ref: string }> };

/** Takes up again what is over, as a new request: our mistake (`why`), or asked again by `channel`. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  return act(request, requestAddress(reference), { title: "Done", sentence: "" }, async (actor, form) => {
    const mistake = textOf(form, "why") === "our_mistake";
    const again = await reopenRequest(
      actor,
      reference,
      mistake ? { why: "our_mistake" } : { why: "asked_again", channel: textOf(form, "channel") },
    );
    return {
      title: `Taken up again: this is ${again}`,
      sentence: mistake ? "Its days count from the first receipt." : "It is received today.",
      to: requestAddress(again),
    };
  });
}
