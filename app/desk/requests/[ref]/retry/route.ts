import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { retryBundle } from "#lib/bundle/retry.ts";
import { retryNow } from "#lib/fanout/retry.ts";

type Context = { params: Promise<{ ref: string }> };

/** Asks a system in trouble again now and not at its next turn, or builds a bundle in trouble now. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = {
    title: "It is being tried again",
    sentence: "Load this page again in a moment to see what came of it.",
  };
  return act(request, requestAddress(reference), done, (actor, form) => {
    const bundle = textOf(form, "bundle");
    return bundle ? retryBundle(actor, reference, Number(bundle)) : retryNow(actor, textOf(form, "task"));
  });
}
