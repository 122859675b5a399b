import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { sendCode } from "#lib/request/prove.ts";

/** Sends a new code. Says the same whether or not there is such a request. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const { actor, cookies } = await askerWithToken();
    const then = values.then === "download" ? "&then=download" : "";
    const back = (said: string) => seeOther(`/r/${reference}/prove?said=${said}${then}`, cookies);
    try {
      await sendCode(actor, reference);
      return back("resent");
    } catch (error) {
      if (error instanceof HabeasError && error.code === "too_many") return back("often");
      throw error;
    }
  });
}
