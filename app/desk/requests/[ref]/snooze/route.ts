import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { dayInWords } from "#lib/core/day.ts";
import { snoozeRequest } from "#lib/request/acts/snooze.ts";

type Context = { params: Promise<{ ref: string }> };

/** Puts the request aside until a day (`until`); without one, back in sight. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Done", sentence: "" };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const until = textOf(form, "until") || null;
    const { before } = await snoozeRequest(actor, reference, until);
    return {
      ...(until === null
        ? { title: "It is back in sight", sentence: "It stands in the queue again." }
        : {
            title: `Put aside until ${dayInWords(until, "en")}`,
            sentence: "It comes back by itself, and sooner where it is due.",
          }),
      undo: { action: requestAddress(reference, "/snooze"), fields: { until: before ?? "" }, words: "Undo" },
    };
  });
}
