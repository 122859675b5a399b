import { asToken } from "#app/_auth/cookies.ts";
import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { nextPath } from "#lib/request/draft.ts";
import { takeUpDraft } from "#lib/request/draft-link.ts";

/** Goes on in this browser with the answers that a mailed link leads to. */
export function POST(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  return answerForm(request, async () => {
    const token = asToken((await params).token);
    if (token === undefined) return seeOther("/nothing-here");
    const { actor, cookies } = await askerWithToken();
    try {
      return seeOther(nextPath(await takeUpDraft(actor, token)), cookies);
    } catch (error) {
      if (error instanceof HabeasError && error.code === "gone") return seeOther("/ask/check", cookies);
      throw error;
    }
  });
}
