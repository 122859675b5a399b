import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { counted } from "#app/desk/_kit/words.ts";
import { acceptProposals } from "#lib/redaction/decide.ts";

type Context = { params: Promise<{ ref: string }> };

/** Staff take what the rules propose for all that nobody has decided on. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Decided", sentence: "The package will be written so." };
  return act(request, requestAddress(reference, "/hidden"), done, async (actor, form) => {
    const count = await acceptProposals(actor, reference, textOf(form, "why"));
    return {
      ...done,
      sentence: `${counted(count, "finding was", "findings were")} decided as the rules propose.`,
    };
  });
}
