import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { askToOptIn } from "#lib/preference/opt-in.ts";
import { readOwnChoices } from "#lib/preference/own.ts";

/** The first of two steps: nothing changes yet. What was chosen travels sealed. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const page = `/r/${reference}/choices`;
    try {
      const actor = await asker();
      const { out } = await readOwnChoices(actor, reference);
      const { token } = await askToOptIn(
        actor,
        reference,
        out.filter((kind) => values[`allow.${kind}`] === "yes"),
      );
      return seeOther(`${page}/confirm?step=${token}`);
    } catch (error) {
      if (error instanceof HabeasError) return seeOther(page);
      throw error;
    }
  });
}
