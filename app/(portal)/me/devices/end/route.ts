import { seeOther } from "#app/_forms/post.ts";
import { endSession } from "#lib/identity/account.ts";
import { answerMine } from "../../_parts/act.ts";
import { unlessGone } from "../unless-gone.ts";

/** Ends one session, wherever it is. */
export function POST(request: Request) {
  return answerMine(request, "/me/devices", async (actor, values) => {
    await unlessGone(endSession(actor, values.id ?? ""));
    return seeOther("/me/devices?said=ended");
  });
}
