import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { confirmAsAccount } from "#lib/request/prove.ts";

/** Whoever is signed in says that a request under their mailbox is theirs. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference) => {
    const { actor, cookies } = await askerWithToken();
    try {
      await confirmAsAccount(actor, reference);
      return seeOther(`/r/${reference}`, cookies);
    } catch (error) {
      if (error instanceof HabeasError) return seeOther(`/r/${reference}/prove`, cookies);
      throw error;
    }
  });
}
