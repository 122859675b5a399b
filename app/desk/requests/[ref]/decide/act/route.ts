import type { NextRequest } from "next/server";
import { decisionIn } from "#app/desk/_decide/form.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { draftDecision, dropDecision } from "#lib/decision/draft.ts";
import { proposeDecision, sendBack, sendDecision } from "#lib/decision/propose.ts";
import { readDecision } from "#lib/decision/view.ts";

type Context = { params: Promise<{ ref: string }> };
type Act = (actor: Actor, form: FormData, reference: string) => Promise<Done>;

/** Kept first, whatever becomes of the rest: what was typed stands on the page again. */
async function keep(actor: Actor, form: FormData, reference: string): Promise<string> {
  const { grounds } = await readDecision(actor, reference);
  const { hash } = await draftDecision(actor, reference, decisionIn(form, grounds), textOf(form, "seen"));
  return hash;
}

const acts: Record<string, Act> = {
  save: async (actor, form, reference) => {
    await keep(actor, form, reference);
    return {
      title: "Saved",
      sentence: "Nothing was sent. The notice stands beside the form as it would go out.",
    };
  },
  propose: async (actor, form, reference) => {
    await proposeDecision(actor, reference, await keep(actor, form, reference));
    return { title: "Proposed", sentence: "Nothing was sent yet. What must happen next stands below." };
  },
  send: async (actor, form, reference) => {
    await sendDecision(actor, reference, textOf(form, "seen"));
    return {
      title: "Refused",
      sentence: "The person is told by mail, and finds it on the page of the request.",
    };
  },
  back: async (actor, form, reference) => {
    await sendBack(actor, reference, textOf(form, "seen"), "");
    return { title: "Taken back", sentence: "It is a draft again. Nothing was sent." };
  },
  drop: async (actor, _form, reference) => {
    await dropDecision(actor, reference);
    return { title: "Dropped", sentence: "There is no decision any more. Nothing was sent." };
  },
};

/** What staff do with the decision of a request; each act is bound to what the page showed. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Done", sentence: "" };
  return act(request, requestAddress(reference, "/decide"), done, async (actor, form) => {
    const name = textOf(form, "act");
    const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    return chosen(actor, form, reference);
  });
}
