import type { NextRequest } from "next/server";
import { listed } from "#app/_text/dates.ts";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { rightChoices } from "#app/desk/_new/words.ts";
import { channelFrom } from "#lib/request/clocks/correct-receipt.ts";
import { splitRequest } from "#lib/request/split.ts";

/** Makes requests of what a message also asks for. */
export async function POST(
  request: NextRequest,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const reference = referenceFrom((await params).ref);
  const done = { title: "Filed", sentence: "" };
  return act(request, requestAddress(reference, "/receipt"), done, async (actor, form) => {
    const ticked = form.getAll("rights");
    const rights = rightChoices.flatMap(({ value }) => (ticked.includes(value) ? [value] : []));
    const filed = await splitRequest(
      actor,
      reference,
      textOf(form, "when") === "later"
        ? { rights, sameMessage: false, channel: channelFrom(textOf(form, "channel")) }
        : { rights, sameMessage: true },
    );
    const references = listed(
      filed.map((one) => one.reference),
      "en",
    );
    return { title: "Filed", sentence: `${references}, each with a clock of its own. The person is told.` };
  });
}
