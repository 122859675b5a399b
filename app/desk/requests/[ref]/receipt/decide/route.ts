import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { decideReceipt } from "#lib/request/clocks/correct-receipt.ts";

/** Approves or rejects a correction of the receipt. */
export async function POST(
  request: NextRequest,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const reference = referenceFrom((await params).ref);
  const done = { title: "Decided", sentence: "" };
  return act(request, requestAddress(reference, "/receipt"), done, async (actor, form) => {
    const verdict = textOf(form, "verdict") === "approved" ? "approved" : "rejected";
    await decideReceipt(actor, reference, textOf(form, "id"), verdict);
    return verdict === "approved"
      ? { title: "The receipt is corrected", sentence: "The clocks are judged anew, and the person is told." }
      : { title: "The correction is off", sentence: "The receipt stands as it was." };
  });
}
