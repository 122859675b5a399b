import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { trySecondCode } from "#lib/request/proofs/second.ts";

/** Tries the second code. An empty box costs no attempt. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const { actor, cookies } = await askerWithToken();
    const page = `/r/${reference}/prove/second`;
    const code = (values.code ?? "").trim();
    if (code === "") return seeOther(`${page}?said=missing`, cookies);
    try {
      const verdict = await trySecondCode(actor, reference, code);
      return seeOther(verdict === "passed" ? page : `${page}?said=${verdict}`, cookies);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      return seeOther(`/r/${reference}/prove`, cookies);
    }
  });
}
