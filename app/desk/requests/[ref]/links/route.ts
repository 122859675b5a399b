import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { linkRequests, minutesToUndo, undoLink } from "#lib/request/acts/link.ts";

type Context = { params: Promise<{ ref: string }> };

/** Links the request with another one (`other`), as related or as asked twice, or with `link` takes that back. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "The link is taken back", sentence: "Nobody outside was told of it." };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const taken = textOf(form, "link");
    if (taken !== "") {
      await undoLink(actor, reference, taken);
      return done;
    }
    const kind = (["related", "duplicate"] as const).find((one) => one === textOf(form, "kind"));
    if (!kind) throw new HabeasError("invalid", "Choose how they belong together.");
    const other = textOf(form, "other").toUpperCase();
    const id = await linkRequests(actor, reference, other, kind);
    return {
      ...(kind === "related"
        ? { title: `Linked with ${other}`, sentence: "Both requests show it." }
        : {
            title: `Marked as the same as ${other}`,
            sentence: `In ${minutesToUndo} minutes it is closed and the person is told. Until then you can take it back.`,
          }),
      undo: { action: requestAddress(reference, "/links"), fields: { link: id }, words: "Undo" },
    };
  });
}
