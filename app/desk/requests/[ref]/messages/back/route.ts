import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { takeBack } from "#lib/dealing/outgoing/confirm.ts";

type Context = { params: Promise<{ ref: string }> };

/** Takes back a message that has not gone yet. Its words are in the box again. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = {
    title: "The message is taken back",
    sentence: "Nothing was sent. Its words are in the box again.",
  };
  return act(request, requestAddress(reference, "/messages"), done, (actor, form) =>
    takeBack(actor, reference, textOf(form, "id")),
  );
}
