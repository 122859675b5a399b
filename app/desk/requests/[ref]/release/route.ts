import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { HabeasError } from "#lib/core/errors.ts";

type Context = { params: Promise<{ ref: string }> };

/** Releases the answer, or the part that is there. Bound to the version of the request that the page showed. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = {
    title: "Released",
    sentence: "The bundle is being put together. The person gets a message as soon as it can be fetched.",
  };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const version = Number(textOf(form, "version"));
    if (!Number.isSafeInteger(version))
      throw new HabeasError("invalid", "The form is not whole. Send it again.");
    await releaseRequest(actor, reference, { version, partly: textOf(form, "partly") === "yes" });
    const query = textOf(form, "q");
    return query === ""
      ? done
      : { ...done, to: requestAddress(reference, `?q=${encodeURIComponent(query)}`) };
  });
}
