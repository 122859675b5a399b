import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { addStatement } from "#lib/rectification/decide.ts";

/** Keeps the person's own statement that they disagree with a refusal. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const page = `/r/${reference}/correct`;
    try {
      const text = (values.text ?? "").replaceAll("\r\n", "\n");
      await addStatement(await asker(), reference, values.correction ?? "", text);
      return seeOther(page);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      return seeOther(error.code === "invalid" ? `${page}?said=statement` : page);
    }
  });
}
