import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { closeOff, nameConfidant } from "#lib/request/need-to-know.ts";

type Context = { params: Promise<{ ref: string }> };

/** Closes a request to all but people named, opens it again, names somebody or takes them off. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const page = requestAddress(reference, "/closed");
  const done = { title: "Done", sentence: "It is in the log with your name." };
  return act(request, page, done, async (actor, form) => {
    const staff = textOf(form, "staff");
    switch (textOf(form, "act")) {
      case "close":
        await closeOff(actor, reference, true);
        return { title: "It is closed", sentence: "Only the people named here see it from now on." };
      case "open":
        await closeOff(actor, reference, false);
        return { title: "It is open to the team", sentence: "The list of people named is empty again." };
      case "name":
        await nameConfidant(actor, reference, staff, true);
        return { title: "Named", sentence: "They see this request from now on." };
      case "remove":
        await nameConfidant(actor, reference, staff, false);
        // Whoever took their own name off does not see the page any more.
        return staff === actor.staffId
          ? { ...done, to: "/desk" }
          : { title: "Taken off", sentence: done.sentence };
      default:
        throw new HabeasError("invalid", "Choose something of this page.");
    }
  });
}
