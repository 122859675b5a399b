import { askerWithToken, personCookie } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { deviceIn } from "#lib/identity/device.ts";
import { signInByPasskey } from "#lib/identity/passkey/passkeys.ts";

/** What the saved device answered. */
export function POST(request: Request) {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    try {
      const device = deviceIn(request.headers.get("user-agent"));
      const opened = await signInByPasskey(actor, values.answer ?? "", device);
      return seeOther("/me", [...cookies, personCookie(opened.session, opened.expiresAt)]);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      return seeOther("/sign-in/passkey?said=failed", cookies);
    }
  });
}
