import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { askAnother } from "#lib/fanout/ask-another.ts";

type Context = { params: Promise<{ ref: string }> };

/** Asks somebody else about a system, or the same person again. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = {
    title: "Asked",
    sentence: "The question is on its way. The link that was out stops working.",
  };
  return act(request, requestAddress(reference), done, (actor, form) =>
    askAnother(actor, textOf(form, "task"), { name: textOf(form, "name"), email: textOf(form, "email") }),
  );
}
