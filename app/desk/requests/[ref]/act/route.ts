import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { recordAct } from "#lib/fanout/record-act.ts";

type Context = { params: Promise<{ ref: string }> };

const outcomes = ["done", "nothing_held", "refused"] as const;

/** Records what a member of staff did by hand. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Recorded", sentence: "It stands in the request's history with your name." };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const outcome = outcomes.find((each) => each === textOf(form, "outcome"));
    const note = textOf(form, "note");
    if (!outcome) throw new HabeasError("invalid", "Choose what came of the task.");
    if (!note) throw new HabeasError("invalid", "Write down what you did, or why not.");
    await recordAct(actor, textOf(form, "task"), { outcome, note });
  });
}
