import type { NextRequest } from "next/server";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type NotedAnswer, recordRecipientAnswer, sendRecipientAgain } from "#lib/recipient/staff.ts";

type Context = { params: Promise<{ ref: string }> };

const answers: readonly string[] = [
  "sent",
  "done",
  "not_held",
  "impossible",
  "disproportionate",
] satisfies NotedAnswer[];
const isAnswer = (typed: string): typed is NotedAnswer => answers.includes(typed);

/** What staff do about one notice to a recipient. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const recorded: Done = { title: "Recorded", sentence: "It stands in the ledger, with your note." };
  return act(request, requestAddress(reference, "/told"), recorded, async (actor, form) => {
    const id = textOf(form, "id");
    if (textOf(form, "act") === "again") {
      await sendRecipientAgain(actor, reference, id);
      return { title: "It goes out again", sentence: "With a link and days of its own." };
    }
    const answer = textOf(form, "answer");
    if (!isAnswer(answer)) throw new HabeasError("invalid", "Choose what came of it.");
    await recordRecipientAnswer(actor, reference, id, { answer, note: textOf(form, "note") });
    return recorded;
  });
}
