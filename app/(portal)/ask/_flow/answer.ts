import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { needsProof, rights } from "#lib/law/rights.ts";
import { aboutKind } from "#lib/request/about-kind.ts";
import type { AskStep } from "#lib/request/answers.ts";
import { answerStep, readDraft, startDraft } from "#lib/request/draft.ts";

/**
 * Takes the answer to one question and leads to the next, or back to the same where something is to be put
 * right. The first question also says which right is asked for and begins the draft.
 */
export function takeAnswer(request: Request, step: AskStep): Promise<Response> {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    const right = rights.find((each) => each === values.right);
    if (step === "who" && right) await startDraft(actor, right, aboutKind(right, values));
    try {
      const answered = await answerStep(actor, step, values);
      if (!answered.ok) return seeOther(`/ask/${step}`, cookies);
      if (answered.next !== "what") return seeOther(`/ask/${answered.next}`, cookies);
      const draft = await readDraft(actor);
      if (!draft || !skipsWhat(draft.right)) return seeOther("/ask/what", cookies);
      const skipped = await answerStep(actor, "what", { ...draft.values, scope: "everything" });
      return seeOther(`/ask/${skipped.next}`, cookies);
    } catch (error) {
      // Without a draft the question's own page says what happened.
      if (error instanceof HabeasError && error.code === "gone") return seeOther(`/ask/${step}`, cookies);
      throw error;
    }
  });
}

/** An opt-out has as few steps as an opt-in would: words of one's own can be added on the check page. */
function skipsWhat(right: (typeof rights)[number]): boolean {
  return right !== "complaint" && !needsProof(right);
}
