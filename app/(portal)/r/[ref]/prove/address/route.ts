import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { changeAddress } from "#lib/request/change-address.ts";
import { sendCode } from "#lib/request/prove.ts";

/** Puts a mistyped address right and sends a code there. To a stranger it says the same and does nothing. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const { actor, cookies } = await askerWithToken();
    const back = (said: string) => seeOther(`/r/${reference}/prove?said=${said}`, cookies);
    try {
      if (!(await changeAddress(actor, reference, values.email ?? ""))) return back("email");
      await sendCode(actor, reference);
      return back("resent");
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      return back(error.code === "too_many" ? "often" : "resent");
    }
  });
}
