import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { handOver } from "#lib/request/acts/hand-over.ts";

type Context = { params: Promise<{ ref: string }> };

/** Gives the request to somebody else (`to`), with a note of how it stands. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "It is handed over", sentence: "The note stands with the request." };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    await handOver(actor, reference, {
      to: textOf(form, "to"),
      text: textOf(form, "text"),
      onceKey: textOf(form, "once"),
    });
  });
}
