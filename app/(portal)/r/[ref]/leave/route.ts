import { asker, noPersonCookie } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { endPersonSession } from "#lib/identity/session.ts";

/** Ends the session now, for a shared computer: the page can be opened again only with a new code. */
export function POST(request: Request) {
  return answerForm(request, async () => {
    await endPersonSession(await asker());
    return seeOther("/", [noPersonCookie()]);
  });
}
