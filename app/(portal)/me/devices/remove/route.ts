import { seeOther } from "#app/_forms/post.ts";
import { removePasskey } from "#lib/identity/passkey/passkeys.ts";
import { answerMine } from "../../_parts/act.ts";
import { unlessGone } from "../unless-gone.ts";

/** Takes a saved device off. */
export function POST(request: Request) {
  return answerMine(request, "/me/devices", async (actor, values) => {
    await unlessGone(removePasskey(actor, values.id ?? ""));
    return seeOther("/me/devices?said=removed");
  });
}
