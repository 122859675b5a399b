import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { recordEffectByHand } from "#lib/preference/by-hand.ts";
import { exceptionGrounds, restrictionGrounds } from "#lib/preference/grounds.ts";
import { liftRestriction, tellBeforeLifting } from "#lib/preference/lift.ts";
import { weighObjection } from "#lib/preference/objection.ts";
import { allowDespiteRestriction, placeRestriction } from "#lib/preference/restriction.ts";

type Context = { params: Promise<{ ref: string }> };

/** The one of a closed list that a form names. Throws HabeasError `invalid`. */
function oneOf<T extends string>(list: readonly T[], text: string): T {
  const found = list.find((one) => one === text);
  if (found === undefined) throw new HabeasError("invalid", "Choose one of the list.");
  return found;
}

const acts: Record<string, (actor: Staff, reference: string, form: FormData) => Promise<Done>> = {
  by_hand: async (actor, _reference, form) => {
    await recordEffectByHand(actor, textOf(form, "effect"), textOf(form, "note"));
    return { title: "Recorded", sentence: "What you did is kept as evidence." };
  },
  place: async (actor, reference, form) => {
    const ground = oneOf(restrictionGrounds, textOf(form, "ground"));
    await placeRestriction(actor, reference, { ground, reason: textOf(form, "reason") });
    return { title: "Restricted", sentence: "From now on the data is only kept. Each system is told." };
  },
  tell: async (actor, reference) => {
    await tellBeforeLifting(actor, reference);
    return {
      title: "The person is told",
      sentence: "It can be lifted once the time that they were given is over.",
    };
  },
  lift: async (actor, reference) => {
    await liftRestriction(actor, reference);
    return { title: "Lifted", sentence: "Each system is told." };
  },
  allow: async (actor, reference, form) => {
    const ground = oneOf(exceptionGrounds, textOf(form, "ground"));
    await allowDespiteRestriction(actor, reference, { ground, reason: textOf(form, "reason") });
    return {
      title: "Noted",
      sentence: "This request can go on. The restriction stands for everything else.",
    };
  },
  weigh: async (actor, reference, form) => {
    const verdict = oneOf(["upheld", "overridden"] as const, textOf(form, "verdict"));
    await weighObjection(actor, reference, { verdict, reason: textOf(form, "reason") });
    return { title: "Decided", sentence: "The decision of the request tells the person." };
  },
};

/** What staff do about choices, restrictions and objections. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Done", sentence: "" };
  return act(request, requestAddress(reference, "/effects"), done, async (actor, form) => {
    const name = textOf(form, "act");
    const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    return chosen(actor, reference, form);
  });
}
