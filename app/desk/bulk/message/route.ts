import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { manyAddress, referencesIn } from "#app/desk/_messages/many.ts";
import { HabeasError } from "#lib/core/errors.ts";

/** From the rows chosen in the queue to one message to all of them. Nothing is sent here. */
export async function POST(request: NextRequest): Promise<Response> {
  const done = { title: "Nothing is sent yet", sentence: "Choose what the message says, and look at each." };
  return act(request, "/desk", done, async (_actor, form) => {
    const typed = form.getAll("ref").flatMap((one) => (typeof one === "string" ? [one] : []));
    const references = referencesIn(typed);
    if (references.length === 0) throw new HabeasError("invalid", "Choose at least one request.");
    return { ...done, to: manyAddress({ references, template: "", how: "mail" }) };
  });
}
