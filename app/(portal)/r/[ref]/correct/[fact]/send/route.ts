import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { addCorrection } from "#lib/rectification/corrections.ts";
import { correctionTyped } from "#lib/rectification/typed.ts";

type Context = { params: Promise<{ ref: string; fact: string }> };

/** Writes down what the person says is wrong. What was typed stays out of the address of the next page. */
export async function POST(request: Request, context: Context) {
  const { fact } = await context.params;
  return answerFormAbout(request, context.params, async (reference, values) => {
    const page = `/r/${reference}/correct`;
    try {
      await addCorrection(await asker(), reference, correctionTyped(fact, Object.entries(values)));
      return seeOther(page);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      if (error.code === "invalid") return seeOther(`${page}/${encodeURIComponent(fact)}?said=missing`);
      return seeOther(error.code === "conflict" ? `${page}?said=late` : page);
    }
  });
}
