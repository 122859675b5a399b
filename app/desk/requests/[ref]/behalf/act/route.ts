import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { acceptAuthority, refuseAuthority, reopenAuthority } from "#lib/behalf/decide.ts";
import { HabeasError } from "#lib/core/errors.ts";

type Context = { params: Promise<{ ref: string }> };

/** What staff find about the authority of somebody who asks for another. */
const acts: Record<string, (actor: Staff, reference: string, form: FormData) => Promise<Done>> = {
  accept: async (actor, reference, form) => {
    const how = textOf(form, "how");
    if (how !== "paper" && how !== "declaration")
      throw new HabeasError("invalid", "Choose what shows that they may ask.");
    const to = textOf(form, "to") === "asker" ? "asker" : "person";
    await acceptAuthority(actor, reference, { how, to, reason: textOf(form, "reason") });
    return {
      title: "Accepted",
      sentence: "The work goes on. The paper is deleted, and whoever asked is told.",
    };
  },
  refuse: async (actor, reference, form) => {
    await refuseAuthority(actor, reference, textOf(form, "missing"));
    return {
      title: "Not accepted",
      sentence: "Whoever asked is told what else works. The paper is deleted.",
    };
  },
  reopen: async (actor, reference, form) => {
    await reopenAuthority(actor, reference, textOf(form, "again"));
    return {
      title: "Taken back",
      sentence: "Nothing is released before it is decided again. A new paper is needed for that.",
    };
  },
};

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Done", sentence: "" };
  return act(request, requestAddress(reference, "/behalf"), done, async (actor, form) => {
    const name = textOf(form, "act");
    const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    return chosen(actor, reference, form);
  });
}
