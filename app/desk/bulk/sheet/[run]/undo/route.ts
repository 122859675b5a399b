import type { NextRequest } from "next/server";
import { sheetAddress } from "#app/desk/_bulk/address.ts";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { counted } from "#app/desk/_kit/words.ts";
import { undoBulk } from "#lib/request/acts/bulk/run.ts";

type Context = { params: Promise<{ run: string }> };

/** Takes back what was done to many; `back`: the list to go back to, where all of it was. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const run = partFrom((await context.params).run);
  return act(request, sheetAddress(run), { title: "Taken back", sentence: "" }, async (actor, form) => {
    const { done, undone } = await undoBulk(actor, run);
    const back = textOf(form, "back");
    return {
      title: `Taken back for ${counted(undone, "request", "requests")}`,
      sentence: done > 0 ? `${done} stay as they are; below stands why.` : "They are as they were before.",
      ...(done === 0 && /^\/desk(\?|$)/.test(back) ? { to: back } : {}),
    };
  });
}
