import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { askSecondContact, recordStaffCheck, withdrawProof } from "#lib/request/proofs/desk.ts";

type Context = { params: Promise<{ ref: string }> };

const checked = async (actor: Staff, reference: string, form: FormData, passed: boolean): Promise<Done> => {
  const [how, contact, done] = [textOf(form, "how"), textOf(form, "contact"), textOf(form, "checked")];
  await recordStaffCheck(actor, reference, { how, contact, checked: done, passed });
  return { title: "Written down", sentence: "It is in the request's history, with your name." };
};

/** What staff do to be sure who asks. */
const acts: Record<string, (actor: Staff, reference: string, form: FormData) => Promise<Done>> = {
  ask: async (actor, reference, form) => {
    await askSecondContact(actor, reference, textOf(form, "why"));
    return {
      title: "Asked for",
      sentence: "The person gets a mail. Nothing goes out until they have done it.",
    };
  },
  withdraw: async (actor, reference) => {
    await withdrawProof(actor, reference);
    return { title: "Taken back", sentence: "Nothing more is asked of the person." };
  },
  passed: (actor, reference, form) => checked(actor, reference, form, true),
  failed: (actor, reference, form) => checked(actor, reference, form, false),
};

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Done", sentence: "" };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const name = textOf(form, "act");
    const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    return chosen(actor, reference, form);
  });
}
