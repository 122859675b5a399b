import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { retryNow } from "#lib/fanout/retry.ts";

type Context = { params: Promise<{ ref: string }> };

/** Asks a system in trouble again now and not at its next turn. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = {
    title: "The system is being asked again",
    sentence: "Load this page again in a moment to see what it says.",
  };
  return act(request, requestAddress(reference), done, (actor, form) =>
    retryNow(actor, textOf(form, "task")),
  );
}
