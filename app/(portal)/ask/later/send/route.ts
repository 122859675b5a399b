import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { noteLaterEmail } from "#lib/request/draft.ts";
import { mailDraftLink } from "#lib/request/draft-link.ts";

/** Keeps the answers and mails the link to go on with them. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    const typed = values.laterEmail ?? "";
    try {
      await mailDraftLink(actor, typed, (await readersText()).language);
      return seeOther("/ask/later/sent", cookies);
    } catch (error) {
      if (!(error instanceof HabeasError) || (error.code !== "invalid" && error.code !== "gone")) throw error;
      if (error.code === "invalid") await noteLaterEmail(actor, typed);
      return seeOther("/ask/later", cookies);
    }
  });
}
