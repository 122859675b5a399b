import { asker } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { answerAsPerson } from "#lib/behalf/person.ts";
import { HabeasError } from "#lib/core/errors.ts";

/** The person's yes or no. Only a press of one of the two buttons counts. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return answerForm(request, async ({ said }) => {
    const page = `/for/say/${encodeURIComponent(token)}`;
    if (said !== "yes" && said !== "no") return seeOther(page);
    try {
      await answerAsPerson(await asker(), token, said);
    } catch (error) {
      if (!(error instanceof HabeasError && error.code === "not_found")) throw error;
      return seeOther("/nothing-here");
    }
    return seeOther(page);
  });
}
