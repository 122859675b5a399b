import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { approveErasure } from "#lib/erasure/approve.ts";
import { liftHold, placeHold } from "#lib/erasure/holds.ts";
import { planErasure } from "#lib/erasure/plan.ts";
import {
  acceptRemains,
  dropErasure,
  recordErasedByHand,
  resumeErasure,
  stopErasure,
} from "#lib/erasure/stop.ts";
import { leaveCameBack, planCameBack } from "#lib/erasure/sweep/decide.ts";
import { undoErasure } from "#lib/erasure/undo/ask.ts";

type Context = { params: Promise<{ ref: string }> };

const acts: Record<string, (actor: Staff, reference: string, form: FormData) => Promise<Done>> = {
  plan: async (actor, reference) => {
    await planErasure(actor, reference);
    return { title: "Being planned", sentence: "Every system is listed anew. Nothing is changed." };
  },
  approve: async (actor, _reference, form) => {
    const typed = textOf(form, "typed").replace(/[\s.,]/g, "");
    await approveErasure(actor, textOf(form, "id"), {
      hash: textOf(form, "hash"),
      ...(/^\d{1,15}$/.test(typed) ? { typed: Number(typed) } : {}),
    });
    return {
      title: "Approved",
      sentence: "Your approval is of exactly this plan. What is next stands below.",
    };
  },
  drop: async (actor, _reference, form) => {
    await dropErasure(actor, textOf(form, "id"));
    return { title: "Dropped", sentence: "The plan is given up. What was done of it before stays done." };
  },
  stop: async (actor, _reference, form) => {
    await stopErasure(actor, textOf(form, "id"));
    return { title: "Stopped", sentence: "No further step begins. What was done stays done." };
  },
  resume: async (actor, _reference, form) => {
    await resumeErasure(actor, textOf(form, "id"));
    return { title: "It goes on", sentence: "It is compared with the systems first, as before." };
  },
  by_hand: async (actor, _reference, form) => {
    await recordErasedByHand(actor, textOf(form, "system"), textOf(form, "note"));
    return { title: "Recorded", sentence: "The system is looked up again." };
  },
  accept: async (actor, _reference, form) => {
    const explained = { reason: textOf(form, "note"), seen: textOf(form, "seen") };
    await acceptRemains(actor, textOf(form, "system"), explained);
    return { title: "Accepted", sentence: "Your reason is kept. The system is looked up again." };
  },
  undo: async (actor, _reference, form) => {
    await undoErasure(actor, textOf(form, "id"), textOf(form, "reason"));
    return { title: "Being put back", sentence: "What was removed last comes back first. Look again soon." };
  },
  plan_again: async (actor, reference) => {
    await planCameBack(actor, reference);
    return { title: "Being planned", sentence: "Every system is listed anew. Nothing is changed." };
  },
  leave: async (actor, reference, form) => {
    await leaveCameBack(actor, reference, textOf(form, "system"));
    return { title: "Left as it is", sentence: "It is told again only when it changes." };
  },
  hold: async (actor, reference, form) => {
    const on = textOf(form, "on") === "dossier" ? "dossier" : "person";
    await placeHold(actor, reference, { on, reason: textOf(form, "reason"), until: textOf(form, "until") });
    return { title: "The hold is set", sentence: "Nothing of it is erased until it ends or is lifted." };
  },
  lift: async (actor, reference, form) => {
    await liftHold(actor, reference, textOf(form, "hold"));
    return { title: "The hold is lifted", sentence: "An erasure that stopped goes on only when you say so." };
  },
};

/** What staff do about an erasure; each act names the plan, the system or the hold that the page showed. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Done", sentence: "" };
  return act(request, requestAddress(reference, "/erase"), done, async (actor, form) => {
    const name = textOf(form, "act");
    const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    return chosen(actor, reference, form);
  });
}
