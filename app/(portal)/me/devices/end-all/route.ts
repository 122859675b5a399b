import { seeOtherAfterLeaving } from "#app/_auth/leave.ts";
import { noCookies } from "#app/_auth/visitor.ts";
import { endSessions } from "#lib/identity/account.ts";
import { answerMine } from "../../_parts/act.ts";

/** Ends every session of the account, on every device, this one too. */
export function POST(request: Request) {
  return answerMine(request, "/me/devices", async (actor) => {
    await endSessions(actor);
    return seeOtherAfterLeaving("/", noCookies());
  });
}
