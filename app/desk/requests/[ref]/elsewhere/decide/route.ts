import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { agreeTransmission, refuseTransmission } from "#lib/transmission/decide.ts";

/** Agrees that data goes to the company that the person named, or refuses it with a reason. */
export async function POST(
  request: NextRequest,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const reference = referenceFrom((await params).ref);
  const done = { title: "Decided", sentence: "" };
  return act(request, requestAddress(reference, "/elsewhere"), done, async (actor, form) => {
    const id = textOf(form, "id");
    if (textOf(form, "verdict") === "agree") {
      await agreeTransmission(actor, reference, id);
      return {
        title: "Agreed",
        sentence: "It is sent as soon as the whole copy is ready. The person is told.",
      };
    }
    await refuseTransmission(actor, reference, id, textOf(form, "reason"));
    return { title: "Refused", sentence: "The person is told why. They can still download their data." };
  });
}
