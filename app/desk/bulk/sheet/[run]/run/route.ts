import type { NextRequest } from "next/server";
import { sheetAddress } from "#app/desk/_bulk/address.ts";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { counted } from "#app/desk/_kit/words.ts";
import { runBulk } from "#lib/request/acts/bulk/run.ts";

type Context = { params: Promise<{ run: string }> };

/** Does what was looked at, or tries again what was not done. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const run = partFrom((await context.params).run);
  return act(request, sheetAddress(run), { title: "Done", sentence: "" }, async (actor) => {
    const { done, notDone, waiting } = await runBulk(actor, run);
    const left = notDone + waiting;
    return {
      title: `${counted(done, "request", "requests")} done${left > 0 ? `, ${left} not` : ""}`,
      sentence: left > 0 ? "Below stands which, and why." : "Nothing was left out.",
    };
  });
}
