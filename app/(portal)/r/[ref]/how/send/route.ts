import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { giveOpinion, opinions } from "#lib/dealing/opinion.ts";

/** Counts what the person thinks, once. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }): Promise<Response> {
  return answerFormAbout(request, params, async (reference, values) => {
    const page = `/r/${reference}/how`;
    const answer = opinions.find((one) => one === values.answer);
    if (!answer) return seeOther(`${page}?said=opinion`);
    try {
      await giveOpinion(await asker(), reference, answer);
      return seeOther(`${page}?sent=yes`);
    } catch (error) {
      if (error instanceof HabeasError) return seeOther(page);
      throw error;
    }
  });
}
