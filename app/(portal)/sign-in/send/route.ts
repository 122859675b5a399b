import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { askToSignIn } from "#lib/identity/mailbox-sign-in.ts";
import { goalIn } from "../_parts/goal.ts";

/** Sends a code to the address that was typed. The answer is the same for every address. */
export function POST(request: Request) {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    const goTo = goalIn(values.then);
    const { language } = await readersText();
    try {
      const sent = await askToSignIn(actor, values.email ?? "", { goTo, language });
      return seeOther(sent ? "/sign-in/code" : `/sign-in?said=email&then=${goTo}`, cookies);
    } catch (error) {
      if (error instanceof HabeasError && error.code === "too_many")
        return seeOther(`/sign-in?said=often&then=${goTo}`, cookies);
      throw error;
    }
  });
}
