import type { NextRequest } from "next/server";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { decideHidden } from "#lib/redaction/decide.ts";

type Context = { params: Promise<{ ref: string }> };

/** Staff say that something is hidden or shown: everywhere, or in one place. The page goes on to the next finding. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const page = requestAddress(referenceFrom((await context.params).ref), "/hidden");
  const done: Done = { title: "Decided", sentence: "The package will be written so." };
  return act(request, page, done, async (actor, form) => {
    const choice = textOf(form, "choice");
    if (choice !== "hide" && choice !== "show")
      throw new HabeasError("invalid", "Choose: hide it, or show it.");
    const typed = textOf(form, "place");
    const place = typed === "" ? null : Number(typed);
    if (place !== null && !Number.isSafeInteger(place)) {
      throw new HabeasError("invalid", "The form is not whole. Send it again.");
    }
    const reference = referenceFrom((await context.params).ref);
    await decideHidden(actor, reference, textOf(form, "id"), { choice, why: textOf(form, "why"), place });
    return { ...done, to: `${page}?${seenFrom(form)}` };
  });
}

/** Which findings were listed, and the one that comes next. */
function seenFrom(form: FormData): string {
  const query = new URLSearchParams(textOf(form, "query"));
  const kept = new URLSearchParams();
  for (const name of ["rule", "open"]) {
    const value = query.get(name);
    if (value && /^[a-z_0-9]{1,30}$/.test(value)) kept.set(name, value);
  }
  const next = textOf(form, "next");
  if (!/^[0-9a-f-]{36}$/.test(next)) return kept.toString();
  kept.set("at", next);
  return `${kept}#finding-${next}`;
}
