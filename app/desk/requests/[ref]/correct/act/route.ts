import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { approveRectification } from "#lib/rectification/approve.ts";
import { isCircumstance } from "#lib/rectification/circumstances.ts";
import { addCorrection } from "#lib/rectification/corrections.ts";
import { decideCorrection } from "#lib/rectification/decide.ts";
import { recordCorrectedByHand } from "#lib/rectification/hand.ts";
import { includeCell } from "#lib/rectification/include.ts";
import { dropRectification, planRectification } from "#lib/rectification/plan.ts";
import { resumeRectification } from "#lib/rectification/resume.ts";
import { correctionTyped, handAnswers } from "#lib/rectification/typed.ts";
import { undoRectification } from "#lib/rectification/undo.ts";

type Context = { params: Promise<{ ref: string }> };

const textsIn = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((one): one is string => typeof one === "string");

const acts: Record<string, (actor: Staff, reference: string, form: FormData) => Promise<Done>> = {
  add: async (actor, reference, form) => {
    const fields = [...form].filter((one): one is [string, string] => typeof one[1] === "string");
    await addCorrection(actor, reference, correctionTyped(textOf(form, "fact"), fields));
    return { title: "Written down", sentence: "Nothing is changed yet. Decide it, then plan." };
  },
  grant: async (actor, reference, form) => {
    await decideCorrection(actor, reference, textOf(form, "correction"), { grant: true });
    return { title: "Granted", sentence: "It is part of the next plan." };
  },
  refuse: async (actor, reference, form) => {
    await decideCorrection(actor, reference, textOf(form, "correction"), {
      grant: false,
      ground: textOf(form, "ground"),
      affirmed: textsIn(form, "affirmed"),
      reason: textOf(form, "reason"),
      weighed: textsIn(form, "weighed").filter(isCircumstance),
      ownDocuments: textOf(form, "ownDocuments"),
    });
    return {
      title: "Refused",
      sentence: "The person reads why in the answer, and can say that they disagree.",
    };
  },
  plan: async (actor, reference) => {
    await planRectification(actor, reference);
    return { title: "Being planned", sentence: "Every system is read. Nothing is changed." };
  },
  include: async (actor, _reference, form) => {
    const included = textOf(form, "included") === "yes";
    await includeCell(actor, textOf(form, "cell"), included);
    return included
      ? { title: "Taken into the plan", sentence: "The plan is another one now. Approve it as it stands." }
      : { title: "Left as it is", sentence: "The plan is another one now. Approve it as it stands." };
  },
  approve: async (actor, _reference, form) => {
    await approveRectification(actor, textOf(form, "plan"), { hash: textOf(form, "hash") });
    return { title: "Approved", sentence: "Your approval is of exactly this plan." };
  },
  drop: async (actor, _reference, form) => {
    await dropRectification(actor, textOf(form, "plan"));
    return { title: "Dropped", sentence: "The plan is given up. Nothing was changed by it." };
  },
  hand: async (actor, _reference, form) => {
    await recordCorrectedByHand(
      actor,
      textOf(form, "system"),
      handAnswers((name) => textOf(form, name)),
    );
    return { title: "Recorded", sentence: "The system is read again." };
  },
  resume: async (actor, _reference, form) => {
    await resumeRectification(actor, textOf(form, "system"));
    return { title: "It goes on", sentence: "What is done already is not done twice." };
  },
  undo: async (actor, _reference, form) => {
    await undoRectification(actor, textOf(form, "plan"));
    return { title: "Planned", sentence: "Look at what would go back, and approve it." };
  },
};

/** What staff do about corrections; each act names the correction, the plan or the value that the page showed. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Done", sentence: "" };
  return act(request, requestAddress(reference, "/correct"), done, async (actor, form) => {
    const name = textOf(form, "act");
    const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    return chosen(actor, reference, form);
  });
}
