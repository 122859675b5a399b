import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { endSessionOf, setAccess } from "#lib/staff/sessions.ts";

/** Ends a session, takes access away, gives it back. */
export async function POST(request: NextRequest): Promise<Response> {
  const done = { title: "Done", sentence: "It is in the log with your name." };
  return act(request, "/desk/team", done, async (actor, form) => {
    const to = textOf(form, "back") === "sessions" ? "/desk/team/sessions" : "/desk/team";
    switch (textOf(form, "act")) {
      case "end_session":
        await endSessionOf(actor, textOf(form, "session"));
        return { title: "The session has ended", sentence: "That browser is signed out from now on.", to };
      case "disable":
        await setAccess(actor, textOf(form, "staff"), false);
        return {
          title: "Access is taken away",
          sentence: "They are signed out everywhere, and no sign-in lets them in again.",
          to,
        };
      case "enable":
        await setAccess(actor, textOf(form, "staff"), true);
        return {
          title: "Access is given back",
          sentence: "They can sign in with the role of their group.",
          to,
        };
      default:
        throw new HabeasError("invalid", "Choose something of this page.");
    }
  });
}
