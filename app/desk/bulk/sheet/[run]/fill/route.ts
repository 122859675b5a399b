import type { NextRequest } from "next/server";
import { sheetAddress } from "#app/desk/_bulk/address.ts";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { fillIn } from "#lib/request/acts/bulk/prepare.ts";

type Context = { params: Promise<{ run: string }> };

/** Says what an act on many needs, and shows anew what would come of it. Nothing is done to any request. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const run = partFrom((await context.params).run);
  const done = { title: "This is what would come of it", sentence: "Nothing is done yet." };
  return act(request, sheetAddress(run), done, async (actor, form) => {
    await fillIn(actor, run, Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)])));
  });
}
