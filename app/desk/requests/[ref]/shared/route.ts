import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { decideShared } from "#lib/fanout/decide-shared.ts";

type Context = { params: Promise<{ ref: string }> };

/** Decides which records behind an identifier of several people are this person's; none is an answer too. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = {
    title: "Decided",
    sentence: "The systems go on with what is this person's, and with nothing else.",
  };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const reason = textOf(form, "reason");
    if (!reason) throw new HabeasError("invalid", "Say by which facts you told the people apart.");
    await decideShared(actor, {
      sharedId: textOf(form, "shared"),
      keys: form.getAll("key").filter((key) => typeof key === "string"),
      reason,
    });
  });
}
