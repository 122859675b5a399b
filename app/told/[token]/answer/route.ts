import { toldForm } from "#app/told/form.ts";
import { pageOf } from "#app/told/pass.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { answerTold, type RecipientAnswer } from "#lib/recipient/behind-link.ts";

type Context = { params: Promise<{ token: string }> };

const answers: readonly string[] = ["done", "not_held", "impossible"] satisfies RecipientAnswer["answer"][];
const isAnswer = (typed: string): typed is RecipientAnswer["answer"] => answers.includes(typed);

/** Takes a recipient's answer; the page then thanks, or says what is missing. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return toldForm(request, params, async (token, values) => {
    const { answer = "", reason = "" } = values;
    if (!isAnswer(answer)) throw new HabeasError("invalid", "Choose one of the answers.");
    await answerTold(token, { answer, reason: answer === "impossible" ? reason.replaceAll("\0", "") : "" });
    return pageOf(token);
  });
}
