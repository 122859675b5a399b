import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { sendSecondCode } from "#lib/request/proofs/second.ts";

/** Sends the second code to the address on file that was chosen. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const { actor, cookies } = await askerWithToken();
    const back = (said: string) => seeOther(`/r/${reference}/prove/second?said=${said}`, cookies);
    try {
      await sendSecondCode(actor, reference, Number(values.contact));
      return back("sent");
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      return back(error.code === "too_many" ? "often" : "choose");
    }
  });
}
