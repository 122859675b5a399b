import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { decideSpam, proposeSpam, withdrawSpam } from "#lib/request/acts/spam.ts";

type Context = { params: Promise<{ ref: string }> };

/** Closing the request as spam: one proposes it (`why`), another closes it or keeps it, the first may take it back. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const page = requestAddress(reference);
  return act(request, page, { title: "Done", sentence: "" }, async (actor, form) => {
    switch (textOf(form, "act")) {
      case "propose":
        await proposeSpam(actor, reference, textOf(form, "why"));
        return {
          title: "Proposed as spam",
          sentence: "A second person decides. Nobody is told before that.",
          undo: { action: `${page}/spam`, fields: { act: "withdraw" }, words: "Undo" },
        };
      case "withdraw":
        await withdrawSpam(actor, reference);
        return { title: "The proposal is taken back", sentence: "The request goes on." };
      case "close":
        await decideSpam(actor, reference, true);
        return { title: "Closed as spam", sentence: "A mail tells the sender what to do if it was no spam." };
      case "keep":
        await decideSpam(actor, reference, false);
        return { title: "It is no spam", sentence: "The request goes on." };
      default:
        throw new HabeasError("invalid", "Choose what to do with it.");
    }
  });
}
