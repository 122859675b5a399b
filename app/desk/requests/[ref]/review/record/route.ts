import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { recordReview } from "#lib/review/record.ts";

/** Records what a person found who looked again at an automated decision. */
export async function POST(
  request: NextRequest,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const reference = referenceFrom((await params).ref);
  const done = {
    title: "Recorded",
    sentence: "It is in the answer. You can look at it once more until it is sent.",
  };
  return act(request, requestAddress(reference, "/review"), done, (actor, form) =>
    recordReview(actor, reference, {
      systemId: textOf(form, "system"),
      decisionId: textOf(form, "decision"),
      outcome: textOf(form, "outcome"),
      lookedAt: textOf(form, "lookedAt"),
      told: textOf(form, "told"),
    }),
  );
}
