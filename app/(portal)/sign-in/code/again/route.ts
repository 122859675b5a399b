import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { sendAgain } from "#lib/identity/mailbox-sign-in.ts";

/** Sends one more code to the same mailbox. */
export function POST(request: Request) {
  return answerForm(request, async () => {
    const { actor, cookies } = await askerWithToken();
    const { language } = await readersText();
    try {
      const sent = await sendAgain(actor, language);
      return seeOther(sent ? "/sign-in/code?said=resent" : "/sign-in", cookies);
    } catch (error) {
      if (error instanceof HabeasError && error.code === "too_many")
        return seeOther("/sign-in/code?said=often", cookies);
      throw error;
    }
  });
}
