import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { confirmLook } from "#lib/redaction/second-look.ts";

type Context = { params: Promise<{ ref: string }> };

/** A second person says that they looked at what is hidden, exactly as it is decided. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = {
    title: "Noted",
    sentence: "You looked at what is hidden. A later decision makes this void.",
  };
  return act(request, requestAddress(reference, "/hidden"), done, (actor, form) =>
    confirmLook(actor, reference, textOf(form, "decisions")),
  );
}
