import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { tagRequest } from "#lib/request/acts/tag.ts";

type Context = { params: Promise<{ ref: string }> };

/** Puts tags on the request (`add`, divided by spaces or commas) and takes others off (`remove`). */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Nothing to change", sentence: "Its tags are so already." };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const { added, removed } = await tagRequest(actor, reference, {
      add: [textOf(form, "add")],
      remove: textOf(form, "remove").split(" "),
    });
    if (added.length + removed.length === 0) return done;
    return {
      title: "The tags have changed",
      sentence: "Everybody at the desk sees it.",
      undo: {
        action: requestAddress(reference, "/tags"),
        fields: { add: removed.join(" "), remove: added.join(" ") },
        words: "Undo",
      },
    };
  });
}
