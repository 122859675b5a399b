import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { deviceIn } from "#lib/identity/device.ts";
import { savePasskey } from "#lib/identity/passkey/passkeys.ts";
import { answerMine } from "../../../_parts/act.ts";

/** What the device that is to be saved answered. */
export function POST(request: Request) {
  return answerMine(request, "/me/devices", async (actor, values) => {
    try {
      await savePasskey(actor, values.answer ?? "", deviceIn(request.headers.get("user-agent")));
      return seeOther("/me/devices?said=added");
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      return seeOther("/me/devices/add?said=failed");
    }
  });
}
