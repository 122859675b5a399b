import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { confirmOptIn } from "#lib/preference/opt-in.ts";

/** The second of two steps: from now on it is allowed again. Where the first is too old the page asks once more. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    try {
      await confirmOptIn(await asker(), reference, values.step ?? "");
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
    }
    return seeOther(`/r/${reference}/choices`);
  });
}
