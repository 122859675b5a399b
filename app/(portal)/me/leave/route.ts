import { seeOtherAfterLeaving } from "#app/_auth/leave.ts";
import { asker, noCookies } from "#app/_auth/visitor.ts";
import { answerForm } from "#app/_forms/post.ts";
import { endPersonSession } from "#lib/identity/session.ts";

/** For a shared computer: the session over all requests ends now, here, and nothing leads back without a new proof. */
export function POST(request: Request) {
  return answerForm(request, async () => {
    await endPersonSession(await asker());
    return seeOtherAfterLeaving("/", noCookies());
  });
}
